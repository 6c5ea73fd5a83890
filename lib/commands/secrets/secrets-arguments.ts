import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { problemText } from '../../findings/problem';
import { shown } from '../../findings/findings';
import { dnsLabelProblem } from '../../kubernetes/names';

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface SecretsArguments {
  /** The directory whose manifests say what is needed. */
  readonly directory: string;
  /** True if the folders below it count too. */
  readonly recursive: boolean;
  /** The kubectl context; the current one if undefined. */
  readonly context: string | undefined;
  /** The keys whose values come from standard input, as `secret.key` or `namespace/secret.key`. */
  readonly given: readonly string[];
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly help: boolean;
}

export const secretsHelp = `Usage: cdk8s-backend secrets [DIR] [options]

Creates the Secrets that the manifests in DIR (dist if not given) need and the cluster does not have, with strong random values.
A value that exists is never changed, and no value is ever shown. A Secret gets the type that its use or its keys ask for; certificates
and registries' credentials are not made up, but taken with --set.

  --env NAME         the manifests of an environment: DIR/NAME, or DIR itself for development
  --recursive, -R    the folders below DIR too
  --context NAME     the kubectl context (the current one if not given)
  --set SECRET.KEY   take this key's value from standard input, or ask for it; may be repeated, then one line each
  --yes, -y          do not ask before using a context that is not obviously on this machine
  --dry-run          print the equivalent kubectl commands, and use no cluster
  --help, -h         show this text

Exit code: 0 if everything is there, 1 if something is missing or wrong, 2 if the command line is.
`;

/** @throws UsageError if the command line cannot be understood; its message repeats nothing that may be a value */
export function secretsArguments(argv: readonly string[]): SecretsArguments {
  const { values, positionals } = parsed(argv);
  if (positionals.length > 1) throw new UsageError(`takes one directory, got ${positionals.length} arguments`);
  for (const name of values.set ?? []) refuseValue(name);
  if (new Set(values.set).size < (values.set ?? []).length) throw new UsageError('--set must name each key once');
  return {
    directory: directoryOf(positionals[0] ?? 'dist', values.env),
    recursive: values.recursive ?? false,
    context: values.context,
    given: values.set ?? [],
    yes: values.yes ?? false,
    dryRun: values['dry-run'] ?? false,
    help: values.help ?? false,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        env: { type: 'string' },
        recursive: { type: 'boolean', short: 'R' },
        context: { type: 'string' },
        set: { type: 'string', multiple: true },
        yes: { type: 'boolean', short: 'y' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const [problem = ''] = (error as Error).message.split(/\. |\n/);
    throw new UsageError(`${problem.slice(0, 1).toLowerCase()}${problem.slice(1)}; see --help`);
  }
}

function refuseValue(name: string): void {
  const equals = name.indexOf('=');
  if (equals < 0) return;
  const key = name.slice(0, equals);
  throw new UsageError(
    `--set ${key} must not have its value on the command line, where the shell's history keeps it and every process of this ` +
      `machine sees it; write --set ${key} and give the value on standard input`,
  );
}

// The default environment's manifests are in the directory itself.
function directoryOf(directory: string, environment: string | undefined): string {
  if (environment === undefined || environment === 'development') return directory;
  const problem = dnsLabelProblem(environment);
  if (problem !== undefined) throw new UsageError(`--env ${shown(environment)} ${problemText(problem)}`);
  return join(directory, environment);
}
