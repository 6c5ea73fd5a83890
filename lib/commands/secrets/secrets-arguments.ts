import { join } from 'node:path';
import { problemText, quoted } from '../../findings/problem';
import { dnsLabelProblem } from '../../kubernetes/names';
import { CommandLine, CommandLineError, Options, refuseMore } from '../given-options';
import { contextOption } from '../kubectl';
import { refuseValues } from './given-keys';

/** The options of `secrets`. */
export const secretsOptions = {
  env: {
    type: 'string',
    value: 'NAME',
    help: 'the manifests of an environment: DIR/NAME, or DIR itself for development',
  },
  recursive: { type: 'boolean', short: 'R', default: false, help: 'the folders below DIR too' },
  ...contextOption,
  set: {
    type: 'string',
    multiple: true,
    default: [],
    value: 'SECRET.KEY',
    help: "take this key's value from standard input, or ask for it; may be repeated, then one line each",
  },
  yes: {
    type: 'boolean',
    short: 'y',
    default: false,
    help: 'do not ask before using a context that is not obviously on this machine',
  },
  'dry-run': { type: 'boolean', default: false, help: 'print the equivalent kubectl commands, and use no cluster' },
} as const satisfies Options;

/**
 * Returns what a command line of `secrets` names.
 * @throws CommandLineError if the command line is wrong; its message repeats nothing that may be a value
 */
export function secretsArguments({ values, positionals }: CommandLine<typeof secretsOptions>) {
  refuseMore(positionals, 1, 'one directory');
  refuseValues(values.set);
  if (new Set(values.set).size < values.set.length) throw new CommandLineError('--set must name each key once');
  return { ...values, directory: directoryOf(positionals[0] ?? 'dist', values.env) };
}

/** The options of `secrets`, and the directory of the manifests. */
export type SecretsArguments = ReturnType<typeof secretsArguments>;

// The default environment's manifests are in the directory itself.
function directoryOf(directory: string, environment: string | undefined): string {
  if (environment === undefined || environment === 'development') return directory;
  const problem = dnsLabelProblem(environment);
  if (problem !== undefined) throw new CommandLineError(`--env ${quoted(environment)} ${problemText(problem)}`);
  return join(directory, environment);
}
