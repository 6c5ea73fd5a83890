/** The agents that apply rendered files from a git repository. */
export type GitOpsAgent = 'argocd' | 'flux';

/** The settings of a project that `cdk8s-backend init` writes; they are valid. */
export interface Project {
  /** The name of the backend, of its package and, with one environment, of its namespace. */
  readonly name: string;
  readonly image: string;
  /** The port on which the backend listens. */
  readonly port: number;
  /** The path that answers 200 while the backend is ready. @default - it is ready when its port accepts a connection */
  readonly ready?: string;
  /** The environment variables whose values are in a Secret. */
  readonly secrets: readonly string[];
  readonly hasMongo: boolean;
  /** The names of the environments, at least one. */
  readonly environments: readonly string[];
  /** The agent that applies the rendered files, and the URL of the repository that it reads. @default - kubectl applies them */
  readonly gitops?: { readonly agent: GitOpsAgent; readonly repository: string };
}

/** Tells whether an environment outlives the loss of a pod or of a node: the name begins with `prod`. */
export function isProduction(environment: string): boolean {
  return environment.startsWith('prod');
}

/** Returns the namespace of an environment: the project's name, which the environment's follows if there are several. */
export function namespaceOf(
  { name, environments }: Pick<Project, 'name' | 'environments'>,
  environment: string,
): string {
  return environments.length === 1 ? name : `${name}-${environment}`;
}

/** Returns the directory of an environment below `dist/`; empty for `dist/` itself, which the only environment has. */
export function directoryOf({ environments }: Pick<Project, 'environments'>, environment: string): string {
  return environments.length === 1 ? '' : environment;
}
