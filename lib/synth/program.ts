import { dirname, isAbsolute, join, normalize } from 'node:path';
import { versionText } from '../commands/command';
import { CommandLineError } from '../commands/given-options';
import { ManifestDirectory, planDirectories } from '../files/directory-plan';
import { abandonedDirectories } from '../files/manifest-file';
import { writeWholeFile } from '../files/whole-file';
import { writeDirectories } from '../files/write-directories';
import { ExitCode, exitCodeOf } from '../findings/exit-code';
import { Finding } from '../findings/finding';
import { quoted } from '../findings/problem';
import { unlessThrown } from '../findings/thrown';
import { FindingsError } from '../findings/findings-error';
import { FindingsFormat, formattedFindings } from '../findings/findings-format';
import { annotatedManifests } from '../gitops/annotated-manifests';
import { gitOpsDirectories } from '../gitops/gitops-directories';
import { formattedPlan } from '../plan/output/plan-format';
import { planExitCode } from '../plan/plan';
import { formattedReport } from '../report/output/formatted-report';
import { report } from '../report/report';
import { programPlans } from './program-plan';
import { programHelp, ProgramOptions, programOptions } from './program-options';
import { decideProgram, Program, ProgramEnvironment, ProgramProps } from './program-props';
import {
  checkReport,
  EnvironmentFindings,
  findingsOnce,
  findingsReport,
  outdatedFiles,
  RenderedEnvironment,
  synthReport,
} from './program-report';
import { environmentInspection } from './render';
import { unsealedSecrets, unsealedText } from './unsealed-secrets';

/** The exit code of a program's run, and the texts that it prints. */
export interface ProgramOutcome {
  /**
   * 0: the files are written or, with `--check`, up to date. 1: findings or, with `--check`, a difference. 3: a file cannot be read or
   * written. 64: a wrong command line. With `--plan`, 0: no change, 1: some, 2: a dangerous one, 3: findings.
   */
  readonly exitCode: ExitCode;
  /** The text for the standard output. */
  readonly stdout: string;
  /** The text for the standard error. */
  readonly stderr: string;
}

/**
 * Renders environments into their directories: all of them are rendered and checked before the first file is touched, and a failure
 * leaves every directory as it was. This is the whole of a `main.ts`; printing the outcome is left to it.
 */
export function synthesize(props: ProgramProps): ProgramOutcome {
  let format: FindingsFormat = 'text';
  try {
    const program = decideProgram(props);
    const names = program.environments.map(({ name }) => name);
    const options = programOptions(program.argv, names);
    if (options.show !== undefined) return success(options.show === 'help' ? programHelp(names) : versionText);
    format = options.format;
    if (options.unsealed) return listed(program, options);
    if (options.report !== undefined) return reported(program, options, options.report);
    return options.plan === undefined ? written(program, options) : planned(program, options, options.plan);
  } catch (error) {
    if (error instanceof CommandLineError) return { exitCode: 64, stdout: '', stderr: `${error.message}\n` };
    if (!(error instanceof FindingsError)) throw error;
    return withFindings(error.findings, { isPlan: isPlan(props), format });
  }
}

/** Tells whether a plan is wanted, even if the props are invalid. */
function isPlan(props: ProgramProps | undefined): boolean {
  return unlessThrown(false, () => {
    const given: unknown = props?.argv;
    return Array.isArray(given) && given.includes('--plan');
  });
}

function written(program: Program, options: ProgramOptions): ProgramOutcome {
  const { outdir, environments: results, failed } = renderedEnvironments(program, options);
  if (failed !== undefined) return withFindings(findingsOnce(failed.findings), { ...options, text: failed.text });

  // One environment alone says nothing about the directories of the others.
  const others =
    options.env === undefined ? [...gone(outdir, results), ...gitOpsEnvironments(program, outdir, results)] : [];
  const environments = [...results, ...others];
  const plans = planDirectories(environments);
  if (options.check) {
    const findings = plans.flatMap(outdatedFiles);
    const text = checkReport(plans);
    return findings.length > 0 ? withFindings(findings, { ...options, text }) : success(text, options);
  }
  writeDirectories(plans);
  return success(synthReport(environments, plans, program.secretsCommand), options);
}

function planned(
  program: Program,
  options: ProgramOptions,
  { against, format }: NonNullable<ProgramOptions['plan']>,
): ProgramOutcome {
  const { outdir, environments, failed } = renderedEnvironments(program, options);
  if (failed !== undefined) return { exitCode: 3, stdout: '', stderr: failed.text };
  const plans = programPlans({ outdir, environments, against, isWhole: options.env === undefined });
  return { exitCode: planExitCode(plans), stdout: formattedPlan(plans, format), stderr: '' };
}

const reportFile = 'report.html';

function reported(
  program: Program,
  options: ProgramOptions,
  { against }: NonNullable<ProgramOptions['report']>,
): ProgramOutcome {
  const { outdir, environments, failed } = renderedEnvironments(program, options);
  if (failed !== undefined) return withFindings(findingsOnce(failed.findings), { ...options, text: failed.text });
  const isWhole = options.env === undefined;
  const plans = against === undefined ? [] : programPlans({ outdir, environments, against, isWhole });
  const current = environments.map(({ name, manifests }, index) => ({ name, manifests, plan: plans[index] }));
  const gone = plans.slice(environments.length).map((plan) => ({ name: plan.title, manifests: [], plan }));
  writeWholeFile(reportFile, formattedReport(report([...current, ...gone]), 'html'));
  return success(`${reportFile}\n`, options);
}

function listed({ environments }: Program, { env }: ProgramOptions): ProgramOutcome {
  const chosen = environments.filter(({ name }) => env === undefined || name === env);
  const settings = { outdir: '', withStack: false, allowEmpty: true };
  const secrets = chosen.flatMap((environment) => unsealedSecrets(environmentInspection(environment, settings)));
  return success(unsealedText(secrets));
}

interface Rendering {
  readonly outdir: string;
  readonly environments: readonly RenderedEnvironment[];
  /** The findings of the environments, and their report; undefined without findings. */
  readonly failed?: { readonly findings: readonly EnvironmentFindings[]; readonly text: string };
}

function renderedEnvironments(program: Program, { env, allowEmpty }: ProgramOptions): Rendering {
  const { env: variables = process.env, gitops, kustomization } = program;
  const outdir = normalized(variables.CDK8S_OUTDIR ?? 'dist');
  checkDirectories(program.environments);
  const chosen = program.environments.filter(({ name }) => env === undefined || name === env);
  const settings = { outdir, withStack: Boolean(variables.DEBUG), allowEmpty };
  const results = chosen.map((environment) => ({
    name: environment.name,
    directory: normalized(join(outdir, environment.directory)),
    ...environmentInspection(environment, settings),
  }));
  const failed = results.filter(({ findings }) => findings.length > 0);
  if (failed.length > 0) {
    const text = findingsReport(failed, chosen.length);
    return { outdir, environments: [], failed: { findings: failed, text } };
  }
  const environments = results.map(({ name, directory, manifests }) => ({
    name,
    directory,
    manifests: gitops === undefined ? manifests : annotatedManifests(manifests, gitops),
    kustomization,
  }));
  return { outdir, environments };
}

/** Returns the directories of the agents' objects. */
function gitOpsEnvironments(
  { gitops, environments }: Program,
  outdir: string,
  results: readonly RenderedEnvironment[],
): RenderedEnvironment[] {
  if (gitops === undefined) return [];
  const root = join(dirname(outdir), 'gitops');
  const rendered = results.map((result, index) => ({ ...result, directory: environments[index]?.directory ?? '' }));
  const current = gitOpsDirectories(gitops, rendered).map(({ directory, manifests }) => ({
    name: '(gitops)',
    directory: join(root, directory),
    manifests,
    isGitOps: true,
  }));
  return [...current, ...gone(root, current)];
}

/** @throws FindingsError if two environments would write into one directory, or one outside of the output directory */
function checkDirectories(environments: readonly ProgramEnvironment[]): void {
  const findings: Finding[] = [];
  const owners = new Map<string, string>();
  for (const { name, directory } of environments) {
    const path = normalized(directory);
    const owner = owners.get(path);
    const place = { path: name, at: 'directory', write: `write ${quoted(name)}` };
    const got = quoted(directory);
    if (isAbsolute(path) || path.split('/')[0] === '..')
      findings.push({ ...place, code: 'invalid-value', want: 'must be below the output directory', got });
    else if (owner !== undefined)
      findings.push({ ...place, code: 'not-unique', want: 'must be its own', got: `${got} as ${owner} has` });
    owners.set(path, name);
  }
  if (findings.length > 0) throw new FindingsError(findings);
}

function gone(outdir: string, current: readonly ManifestDirectory[]): RenderedEnvironment[] {
  const directories = current.map(({ directory }) => directory);
  return abandonedDirectories(outdir, directories).map((directory) => ({ name: '(gone)', directory, manifests: [] }));
}

/** Returns a path without detours and without a slash at its end. */
function normalized(path: string): string {
  return normalize(path).replace(/(?<=.)\/$/, '');
}

function success(output: string, { quiet = false, format = 'text' }: Partial<ProgramOptions> = {}): ProgramOutcome {
  if (format === 'json') return { exitCode: 0, stdout: formattedFindings([], format), stderr: '' };
  return { exitCode: 0, stdout: quiet ? '' : output, stderr: '' };
}

/** Returns the outcome of a run with findings: as text on standard error, in other forms on standard output. */
function withFindings(
  findings: readonly Finding[],
  given: { readonly isPlan?: boolean; readonly format?: FindingsFormat; readonly text?: string },
): ProgramOutcome {
  const { format = 'text', text = formattedFindings(findings, 'text') } = given;
  const exitCode = given.isPlan === true ? 3 : exitCodeOf(findings);
  if (format === 'text') return { exitCode, stdout: '', stderr: text };
  return { exitCode, stdout: formattedFindings(findings, format), stderr: '' };
}
