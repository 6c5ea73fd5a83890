import { Manifest } from '../manifests/manifest';

/** The place of the rendered files for a GitOps agent, and the agents that get objects for it. */
export interface GitOpsProps {
  /** The repository's URL, without credentials, such as `https://git.example.com/platform/user-admin.git`. */
  readonly repository: string;
  /**
   * The branch that the agent follows.
   * @default 'main'
   */
  readonly branch?: string;
  /**
   * The output directory's path in the repository.
   * @default 'dist'
   */
  readonly path?: string;
  /**
   * The first part of the objects' names, which the environment's name follows.
   * @default - the last part of the repository's URL
   */
  readonly name?: string;
  /**
   * Argo CD: an AppProject, and an Application for each environment.
   * @default - no objects for Argo CD
   */
  readonly argocd?: ArgoCdProps;
  /**
   * Flux: a GitRepository and a Kustomization for each environment, in a directory of its own, since each cluster has its own Flux.
   * @default - no objects for Flux
   */
  readonly flux?: FluxProps;
}

/** The objects for Argo CD. */
export interface ArgoCdProps {
  /**
   * The namespace that Argo CD runs in.
   * @default 'argocd'
   */
  readonly namespace?: string;
  /**
   * The AppProject's name.
   * @default - the name of the objects
   */
  readonly project?: string;
  /**
   * The cluster of each environment, by the name under which Argo CD knows it.
   * @default - the environment's name; `in-cluster` for a program with one environment
   */
  readonly clusters?: Readonly<Record<string, string>>;
  /**
   * The environments that are synced, and healed of changes by hand, automatically.
   * @default - none
   */
  readonly automated?: readonly string[];
  /**
   * Deletes objects of automated environments that are no longer rendered. Namespaces and volume claims are then annotated in dist/,
   * so that they are kept.
   * @default false
   */
  readonly prune?: boolean;
  /**
   * Gives the objects in dist/ sync waves: Secrets and other prerequisites, then databases, then migrations, then
   * backends, then load balancers and routes. Each waits for the one before it to be healthy.
   * @default - true for an environment with a migration, else false
   */
  readonly waves?: boolean;
}

/** The objects for Flux. */
export interface FluxProps {
  /**
   * The namespace of the objects.
   * @default 'flux-system'
   */
  readonly namespace?: string;
  /**
   * The interval at which the repository is read and the cluster is compared with it.
   * @default '10m'
   */
  readonly interval?: string;
  /**
   * The name of the Secret with the credentials for the repository.
   * @default - the repository needs none
   */
  readonly credentials?: string;
}

/** An environment that gets GitOps objects. */
export interface GitOpsEnvironment {
  readonly name: string;
  /** Its directory below the output directory; empty for the output directory itself. */
  readonly directory: string;
  readonly manifests: readonly Manifest[];
}

/** Returns the name that the objects' names begin with. */
export function gitOpsName({ name, repository }: GitOpsProps): string {
  return name ?? /([^/:]+?)(?:\.git)?\/?$/.exec(repository)?.[1] ?? '';
}

/** Returns an environment's path in the repository: `dist/production`. */
export function gitOpsPath({ path = 'dist' }: GitOpsProps, { directory }: Pick<GitOpsEnvironment, 'directory'>): string {
  return [...path.split('/'), ...directory.split('/')].filter((part) => part !== '' && part !== '.').join('/');
}
