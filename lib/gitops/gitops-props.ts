import { Manifest } from '../manifests/manifest';

/** Where the rendered files are for a GitOps agent, and which agents get objects that point it there. */
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
   * The environments that are synced, and healed of changes by hand, without anybody asking.
   * @default - none
   */
  readonly automated?: readonly string[];
  /**
   * Whether automated environments lose what is no longer rendered. Namespaces and volume claims are then annotated in dist/, so that
   * they are kept.
   * @default false
   */
  readonly prune?: boolean;
  /**
   * Gives the objects in dist/ sync waves: what makes Secrets and other prerequisites, then databases, then migrations, then
   * backends, then load balancers and routes. Each waits for the one before it to be healthy.
   * @default - true for an environment with a migration, else false
   */
  readonly waves?: boolean;
}

export interface FluxProps {
  /**
   * The namespace of the objects.
   * @default 'flux-system'
   */
  readonly namespace?: string;
  /**
   * How often the repository is read and the cluster is compared with it.
   * @default '10m'
   */
  readonly interval?: string;
  /**
   * The name of the Secret with the credentials for the repository.
   * @default - the repository needs none
   */
  readonly credentials?: string;
}

/** An environment as GitOps objects are made for it. */
export interface GitOpsEnvironment {
  readonly name: string;
  /** Its directory below the output directory; empty for the output directory itself. */
  readonly directory: string;
  readonly manifests: readonly Manifest[];
}

/** The name that the objects' names begin with. */
export function gitOpsName({ name, repository }: GitOpsProps): string {
  return name ?? /([^/:]+?)(?:\.git)?\/?$/.exec(repository)?.[1] ?? '';
}

/** An environment's path in the repository: `dist/production`. */
export function gitOpsPath({ path = 'dist' }: GitOpsProps, { directory }: Pick<GitOpsEnvironment, 'directory'>): string {
  return [...path.split('/'), ...directory.split('/')].filter((part) => part !== '' && part !== '.').join('/');
}
