import type { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Findings } from '../findings/findings';
import { FindingsError } from '../findings/findings-error';
import { GitOps, gitOps, gitOpsFindings, GitOpsProps } from '../gitops/gitops-props';
import { array } from '../props/array';
import { callable, unchecked } from '../props/instance';
import { object } from '../props/object';
import { parseProps } from '../props/props';
import { record } from '../props/record';
import { boolean, string } from '../props/scalar';
import { Decided, decided, named, optional, Props, PropsOf } from '../props/schema';

// Void alone would accept a promise.
/** A function that puts charts into an app. An async one does not compile: nothing awaits it. */
export type EnvironmentBuild = (app: App) => IConstruct | undefined | void; // eslint-disable-line @typescript-eslint/no-invalid-void-type

const example = '{ name: "production", directory: "", build: (app) => { … } }';

const environment = object(
  {
    /** The environment's name. */
    name: string({ example: '"production"' }),
    /** The environment's directory below the output directory, such as `staging`; empty for the output directory itself. */
    directory: string({ example: '"production", or "" for the output directory itself' }),
    /**
     * Puts the environment's charts into an app before it returns. An async function does not compile, because its charts would come after
     * the rendering. The result is not used.
     */
    build: callable<EnvironmentBuild>({ example: '(app) => { … }' }),
  },
  { example },
);

/** One of the environments that a program renders, each complete in itself. */
export interface ProgramEnvironment extends PropsOf<typeof environment>, Props {}

const environments = array(environment, { minItems: 1, example: `[${example}]` });

const program = object({
  /** The environments, at least one. Each has at least one object, unless the run has the option `--allow-empty`. */
  environments: named<readonly ProgramEnvironment[]>(environments),
  /** The command line's arguments, for example `process.argv.slice(2)`. */
  argv: array(string(), { example: 'process.argv.slice(2)' }),
  /**
   * The environment variables: `CDK8S_OUTDIR` is the output directory (`dist` without it), `DEBUG` adds stack traces.
   * @default - `process.env`
   */
  env: optional(record(string(), optional(string()))),
  /**
   * The command that creates the Secrets, to which the summary adds the directory.
   * @default 'npx cdk8s-backend secrets'
   */
  secretsCommand: string({ default: 'npx cdk8s-backend secrets' }),
  /**
   * Writes a file `Kustomization`, without an ending, into each directory, which lists the others: for `kubectl apply -k`, Argo CD and
   * Flux. `kubectl apply -f` does not read it.
   * @default false
   */
  kustomization: boolean({ default: false }),
  /**
   * The objects that point Argo CD or Flux at the rendered files, in the directory `gitops` beside the output directory.
   * @default - none
   */
  gitops: optional(unchecked<GitOpsProps>()),
});

/** The environments of a program and the settings of one run of it. */
export interface ProgramProps extends PropsOf<typeof program>, Props {}

/** A program with every default decided. */
export interface Program extends Omit<Decided<typeof program>, 'gitops'> {
  readonly gitops?: GitOps;
}

/**
 * Decides every default of a program's props.
 * @throws FindingsError if the props are invalid
 */
export function decideProgram(given: ProgramProps): Program {
  const parsed = new Findings();
  const props = parseProps(parsed, program, given, { of: 'synthesize', example: '{ environments, argv }' });
  if (parsed.issues.length > 0)
    throw new FindingsError(parsed.issues.map((issue) => ({ path: 'synthesize', ...issue })));
  const { gitops, ...others } = props as Decided<typeof program>;
  if (gitops === undefined) return others;
  const names = others.environments.map(({ name }) => name);
  const findings = gitOpsFindings(gitops, names);
  if (findings.length > 0) throw new FindingsError(findings);
  return { ...others, gitops: decided(gitOps, gitops) };
}
