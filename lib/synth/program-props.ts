import type { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Finding } from '../findings/finding';
import { Findings } from '../findings/findings';
import { gitOpsFindings } from '../gitops/gitops-findings';
import { GitOpsProps } from '../gitops/gitops-props';
import { array } from '../props/array';
import { callable, unchecked } from '../props/instance';
import { object } from '../props/object';
import { parseProps } from '../props/props';
import { record } from '../props/record';
import { boolean, string } from '../props/scalar';
import { Decided, decided, named, optional, Props, PropsOf } from '../props/schema';

/** A function that puts charts into an app. An async one does not compile: nothing awaits it. */
// Void alone would accept a promise.
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type
export type EnvironmentBuild = (app: App) => IConstruct | undefined | void;

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

/** A program's props with every default decided. */
export interface DecidedProgram extends Decided<typeof program> {}

/** Returns a program's props with their defaults. */
export function decideProgram(props: ProgramProps): DecidedProgram {
  return decided(program, props);
}

/** Returns the findings about a program's props. */
export function programPropsFindings(props: unknown): Finding[] {
  const parsed = new Findings();
  parseProps(parsed, program, props as ProgramProps, { of: 'synthesize', example: '{ environments, argv }' });
  const findings = parsed.issues.map((issue) => ({ path: 'synthesize', ...issue }));
  if (findings.length > 0) return findings;
  const { environments, gitops } = props as ProgramProps;
  if (gitops === undefined) return [];
  return gitOpsFindings(
    gitops,
    environments.map(({ name }) => name),
  );
}
