import { App } from 'cdk8s';
import { join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { abandonedDirectories } from './files/abandoned-directories';
import { isUpToDate, ManifestDirectory, planDirectories } from './files/directory-plan';
import { shown } from './findings';
import { FindingsError } from './findings-error';
import { checkReport, EnvironmentFindings, findingsReport, synthReport } from './program-report';
import { inspect, validationFindings } from './render';
import { writeDirectories } from './files/write-directories';

/** One of the environments that a program renders, each complete in itself. */
export interface ProgramEnvironment {
  readonly name: string;
  /** The environment's directory under the output directory; empty for the output directory itself. */
  readonly directory: string;
  /** Puts the environment's charts into an app. */
  build(app: App): void;
}

export interface ProgramProps {
  readonly environments: readonly ProgramEnvironment[];
  /** The command line's arguments, for example `process.argv.slice(2)`. */
  readonly arguments: readonly string[];
  /**
   * The environment variables: `CDK8S_OUTDIR` is the output directory (`dist` without it), `DEBUG` adds stack traces.
   * @default process.env
   */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /**
   * The command that creates the Secrets, for the summary.
   * @default 'npx cdk8s-backend secrets'
   */
  readonly secretsCommand?: string;
}

/** How a run of a program ended, and what it has to say. */
export interface ProgramOutcome {
  /** 0 success, 1 findings, a failure to write or, with `--check`, a difference; 2 a wrong command line. */
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  readonly errors: string;
}

interface Options {
  readonly check: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
  readonly env?: string;
}

/**
 * Renders environments into their directories: all of them are rendered and checked before the first file is touched, and a failure
 * leaves every directory as it was. This is the whole of a `main.ts`; printing the outcome is left to it.
 */
export function synthesize(props: ProgramProps): ProgramOutcome {
  const usage = usageText(props.environments);
  let options: Options;
  try {
    options = parsedOptions(props.arguments);
  } catch (error) {
    return { exitCode: 2, output: '', errors: `${reason(error)}\n\n${usage}` };
  }
  if (options.help) return { exitCode: 0, output: usage, errors: '' };
  const environments = props.environments.filter(({ name }) => options.env === undefined || name === options.env);
  if (environments.length === 0) {
    const known = props.environments.map(({ name }) => shown(name)).join(', ');
    return { exitCode: 2, output: '', errors: `--env must be one of ${known}, got ${shown(options.env)}\n` };
  }
  return rendered(environments, options, props);
}

function rendered(
  environments: readonly ProgramEnvironment[],
  options: Options,
  { variables = process.env, secretsCommand = 'npx cdk8s-backend secrets' }: ProgramProps,
): ProgramOutcome {
  const outdir = normalize(variables.CDK8S_OUTDIR ?? 'dist').replace(/(?<=.)\/$/, '');
  const withStack = (variables.DEBUG ?? '') !== '';
  const results = environments.map((environment) => renderEnvironment(environment, outdir, withStack));
  const failed = results.filter(({ findings }) => findings.length > 0);
  if (failed.length > 0) return failure(findingsReport(failed, environments.length));
  try {
    const abandoned =
      options.env === undefined
        ? abandonedDirectories(
            outdir,
            results.map(({ directory }) => directory),
          )
        : [];
    const plans = planDirectories([...results, ...abandoned.map((directory) => ({ directory, manifests: [] }))]);
    if (options.check) {
      return plans.every(isUpToDate) ? success(options.quiet ? '' : checkReport(plans)) : failure(checkReport(plans));
    }
    writeDirectories(plans);
    return success(options.quiet ? '' : synthReport(results, plans, secretsCommand));
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return failure(`${error.findings.join('\n')}\n`);
  }
}

function renderEnvironment(
  environment: ProgramEnvironment,
  outdir: string,
  withStack: boolean,
): ManifestDirectory & EnvironmentFindings {
  const app = new App({ outdir });
  const { name } = environment;
  const directory = join(outdir, environment.directory);
  try {
    environment.build(app);
  } catch (error) {
    // Rules would find fault with what is missing since the exception.
    return { name, directory, manifests: [], findings: [thrownFinding(error, withStack), ...validationFindings(app)] };
  }
  return { name, directory, ...inspect(app) };
}

/** What a constructor threw, as a finding; those of this library begin with the construct's path already. */
function thrownFinding(error: unknown, withStack: boolean): string {
  if (withStack && error instanceof Error && error.stack !== undefined) return error.stack;
  const message = reason(error);
  return message.startsWith('[') ? message : `[program] threw ${message}; run again with DEBUG=1 to see where`;
}

function parsedOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      check: { type: 'boolean', default: false },
      env: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
      quiet: { type: 'boolean', short: 'q', default: false },
    },
  });
  return values;
}

function usageText(environments: readonly ProgramEnvironment[]): string {
  return `Renders the program's environments into dist/, or into the directory that CDK8S_OUTDIR names.

  --env NAME   renders one environment alone: ${environments.map(({ name }) => name).join(', ')}
  --check      writes nothing, and fails if the files are not what the program renders
  --quiet, -q  prints nothing but errors
  --help, -h   prints this
`;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function success(output: string): ProgramOutcome {
  return { exitCode: 0, output, errors: '' };
}

function failure(errors: string): ProgramOutcome {
  return { exitCode: 1, output: '', errors };
}
