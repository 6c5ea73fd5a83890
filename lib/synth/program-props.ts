import type { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { within } from '../findings/problem';
import { Finding } from '../findings/finding';
import { gitOpsFindings } from '../gitops/gitops-findings';
import { GitOpsProps } from '../gitops/gitops-props';
import { advised, callable, flag, listOf, map, misfitsOf, optional, record, Shape, Shapes, text } from '../props/shape';

/** One of the environments that a program renders, each complete in itself. */
export interface ProgramEnvironment {
  readonly name: string;
  /** The environment's directory below the output directory, such as `staging`; empty for the output directory itself. */
  readonly directory: string;
  /**
   * Puts the environment's charts into an app before it returns. An async function does not compile: nothing awaits it, so the
   * environment would be rendered before its charts are there. Its result is not used.
   */
  // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- void alone would accept a promise
  readonly build: (app: App) => IConstruct | undefined | void;
}

/** The environments of a program and the settings of one run of it. */
export interface ProgramProps {
  /** The environments, at least one. Each has at least one object, unless the run has the option `--allow-empty`. */
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
  /**
   * Writes a file `Kustomization`, without an ending, into each directory, which lists the others: for `kubectl apply -k`, Argo CD and
   * Flux. `kubectl apply -f` does not read it.
   * @default false
   */
  readonly kustomization?: boolean;
  /**
   * The objects that point Argo CD or Flux at the rendered files, in the directory `gitops` beside the output directory.
   * @default - none
   */
  readonly gitops?: GitOpsProps;
}

const environmentsAdvice = '[{ name: "production", directory: "", build: (app) => { … } }]';

const environmentShape = record<ProgramEnvironment>({
  name: advised(text, '"production"'),
  directory: advised(text, '"production", or "" for the output directory itself'),
  build: advised(callable, '(app) => { … }'),
});

const shapes: Shapes<ProgramProps> = {
  environments: notEmpty(advised(listOf(environmentShape), environmentsAdvice), environmentsAdvice),
  arguments: advised(listOf(text), 'process.argv.slice(2)'),
  variables: optional(map),
  secretsCommand: optional(text),
  kustomization: optional(flag),
  gitops: optional(map),
};

/** Returns the findings about a program's props, for callers from JavaScript. */
export function programPropsFindings(props: unknown): Finding[] {
  const path = 'synthesize';
  const misfit = map.misfit(props);
  if (misfit !== undefined) return [{ path, ...misfit, at: 'props', write: 'write { environments, arguments }' }];
  const findings = Object.entries(shapes).flatMap(([name, shape]) =>
    misfitsOf(shape, (props as Record<string, unknown>)[name]).map((issue) => ({ path, ...within(name, issue) })),
  );
  const { environments, gitops } = props as ProgramProps;
  if (gitops === undefined || findings.length > 0) return findings;
  return gitOpsFindings(
    gitops,
    environments.map(({ name }) => name),
  );
}

function notEmpty(list: Shape, advice: string): Shape {
  return {
    ...list,
    misfits: (value) => {
      const isEmpty = Array.isArray(value) && value.length === 0;
      return isEmpty
        ? [{ at: '', code: 'out-of-range', want: 'must have at least one', got: '[]', write: `write ${advice}` }]
        : misfitsOf(list, value);
    },
  };
}
