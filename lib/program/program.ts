import { App } from 'cdk8s';
import { isAbsolute, join, normalize } from 'node:path';
import { abandonedDirectories } from '../files/abandoned-directories';
import { isUpToDate, ManifestDirectory, planDirectories } from '../files/directory-plan';
import { writeDirectories } from '../files/write-directories';
import { shown } from '../values/findings';
import { FindingsError } from '../manifests/findings-error';
import { programHelp, ProgramOptions, programOptions } from './program-options';
import { checkReport, findingsReport, RenderedEnvironment, synthReport } from './program-report';
import { inspect, validationFindings } from '../manifests/render';

/** One of the environments that a program renders, each complete in itself. */
export interface ProgramEnvironment {
  readonly name: string;
  /** The environment's directory below the output directory, such as `staging`; empty for the output directory itself. */
  readonly directory: string;
  /** Puts the environment's charts into an app. */
  readonly build: (app: App) => void;
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
   * The command that creates the Secrets, to which the summary adds the directory.
   * @default 'npx cdk8s-backend secrets'
   */
  readonly secretsCommand?: string;
}

/** How a run of a program ended, and what it has to say. */
export interface ProgramOutcome {
  /** 0 success; 1 findings, a failure to write or, with `--check`, a difference; 2 a wrong command line. */
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  readonly errors: string;
}

/**
 * Renders environments into their directories: all of them are rendered and checked before the first file is touched, and a failure
 * leaves every directory as it was. This is the whole of a `main.ts`; printing the outcome is left to it.
 */
export function synthesize(props: ProgramProps): ProgramOutcome {
  const names = props.environments.map(({ name }) => name);
  const help = programHelp(names);
  let options: ProgramOptions;
  try {
    options = programOptions(props.arguments);
  } catch (error) {
    return { exitCode: 2, output: '', errors: `${reason(error)}\n\n${help}` };
  }
  const { env } = options;
  if (options.help) return { exitCode: 0, output: help, errors: '' };
  if (env !== undefined && !names.includes(env)) {
    const known = names.map(shown).join(', ');
    return {
      exitCode: 2,
      output: '',
      errors: `--env must name an environment, got ${shown(env)}; use one of ${known}\n`,
    };
  }
  try {
    return written(props, options);
  } catch (error) {
    if (error instanceof FindingsError) return failure(`${error.findings.join('\n')}\n`);
    throw error;
  }
}

function written(props: ProgramProps, options: ProgramOptions): ProgramOutcome {
  const { variables = process.env, secretsCommand = 'npx cdk8s-backend secrets' } = props;
  const outdir = normalized(variables.CDK8S_OUTDIR ?? 'dist');
  checkDirectories(props.environments);
  const chosen = props.environments.filter(({ name }) => options.env === undefined || name === options.env);
  const results = chosen.map((environment) => renderEnvironment(environment, outdir, Boolean(variables.DEBUG)));
  const failed = results.filter(({ findings }) => findings.length > 0);
  if (failed.length > 0) return failure(findingsReport(failed, chosen.length));

  // One environment alone says nothing about the directories of the others.
  const abandoned = options.env === undefined ? abandonedEnvironments(outdir, results) : [];
  const environments = [...results, ...abandoned];
  const plans = planDirectories(environments);
  if (options.check) {
    if (!plans.every(isUpToDate)) return failure(checkReport(plans));
    return success(options.quiet ? '' : checkReport(plans));
  }
  writeDirectories(plans);
  return success(options.quiet ? '' : synthReport(environments, plans, secretsCommand));
}

/** @throws FindingsError if two environments would write into one directory, or one outside of the output directory */
function checkDirectories(environments: readonly ProgramEnvironment[]): void {
  const findings: string[] = [];
  const owners = new Map<string, string>();
  for (const { name, directory } of environments) {
    const path = normalized(directory);
    const owner = owners.get(path);
    const got = `got ${shown(directory)}`;
    if (isAbsolute(path) || path.split('/')[0] === '..')
      findings.push(`[${name}] directory must be below the output directory, ${got}; write ${shown(name)}`);
    else if (owner !== undefined)
      findings.push(`[${name}] directory must be its own, ${got} as ${owner} has; write ${shown(name)}`);
    owners.set(path, name);
  }
  if (findings.length > 0) throw new FindingsError(findings);
}

function renderEnvironment(
  { name, directory, build }: ProgramEnvironment,
  outdir: string,
  withStack: boolean,
): RenderedEnvironment & { readonly findings: readonly string[] } {
  const app = new App({ outdir });
  const environment = { name, directory: normalized(join(outdir, directory)) };
  try {
    build(app);
  } catch (error) {
    // Rules would find fault with what is missing since the exception.
    return { ...environment, manifests: [], findings: [thrownFinding(error, withStack), ...validationFindings(app)] };
  }
  return { ...environment, ...inspect(app) };
}

/** What a constructor threw, as a finding; this library's own begin with the construct's path already. */
function thrownFinding(error: unknown, withStack: boolean): string {
  const { stack } = error as Partial<Error>;
  if (withStack && stack !== undefined) return stack;
  const message = reason(error);
  return message.startsWith('[') ? message : `[program] threw ${message}; run again with DEBUG=1 to see where`;
}

function abandonedEnvironments(outdir: string, current: readonly ManifestDirectory[]): RenderedEnvironment[] {
  const directories = current.map(({ directory }) => directory);
  return abandonedDirectories(outdir, directories).map((directory) => ({ name: '(gone)', directory, manifests: [] }));
}

function reason(error: unknown): string {
  const { message = String(error) } = error as Partial<Error>;
  return message;
}

/** A path without detours and without a slash at its end. */
function normalized(path: string): string {
  return normalize(path).replace(/(?<=.)\/$/, '');
}

function success(output: string): ProgramOutcome {
  return { exitCode: 0, output, errors: '' };
}

function failure(errors: string): ProgramOutcome {
  return { exitCode: 1, output: '', errors };
}
