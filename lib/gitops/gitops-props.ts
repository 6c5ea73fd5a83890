import { Finding } from '../findings/finding';
import { Findings } from '../findings/findings';
import { Problem, quoted } from '../findings/problem';
import { dnsLabelProblem, dnsSubdomainProblem } from '../kubernetes/names';
import { KubernetesManifest } from '../manifests/manifest';
import { array } from '../props/array';
import { object } from '../props/object';
import { record } from '../props/record';
import { boolean, string } from '../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../props/schema';

const argocd = object({
  /** The namespace that Argo CD runs in. @default 'argocd' */
  namespace: string({ check: dnsLabelProblem, default: 'argocd' }),
  /** The AppProject's name. @default - the name of the objects */
  project: optional(string({ check: dnsSubdomainProblem })),
  /**
   * The cluster of each environment, by the name under which Argo CD knows it.
   * @default - the environment's name; `in-cluster` for a program with one environment
   */
  clusters: record(string(), string(), { default: {} }),
  /** The environments that are synced, and healed of changes by hand, automatically. @default - none */
  automated: array(string(), { default: [] }),
  /**
   * Deletes objects of automated environments that are no longer rendered. Namespaces and volume claims are then annotated in dist/,
   * so that they are kept.
   * @default false
   */
  prune: boolean({ default: false }),
  /**
   * Gives the objects in dist/ sync waves: Secrets and other prerequisites, then databases, then migrations, then backends, then load
   * balancers and routes. Each waits for the one before it to be healthy.
   * @default - true for an environment with a migration, else false
   */
  waves: optional(boolean()),
});

const flux = object({
  /** The namespace of the objects. @default 'flux-system' */
  namespace: string({ check: dnsLabelProblem, default: 'flux-system' }),
  /** The interval at which the repository is read and the cluster is compared with it. @default '10m' */
  interval: string({ check: intervalProblem, default: '10m' }),
  /** The name of the Secret with the credentials for the repository. @default - the repository needs none */
  credentials: optional(string()),
});

/** The objects for Argo CD. */
export interface ArgoCdProps extends PropsOf<typeof argocd>, Props {}

/** The objects for Argo CD, with every default decided. */
export interface ArgoCd extends Decided<typeof argocd> {}

/** The objects for Flux. */
export interface FluxProps extends PropsOf<typeof flux>, Props {}

/** The objects for Flux, with every default decided. */
export interface Flux extends Decided<typeof flux> {}

/** The props of a program's GitOps objects. */
export const gitOps = object({
  /** The repository's URL, without credentials, such as `https://git.example.com/platform/user-admin.git`. */
  repository: string({
    check: repositoryProblem,
    example: '"https://git.example.com/platform/user-admin.git"',
  }),
  /** The branch that the agent follows. @default 'main' */
  branch: string({ check: branchProblem, default: 'main' }),
  /** The output directory's path in the repository. @default 'dist' */
  path: string({ check: pathProblem, default: 'dist' }),
  /**
   * The first part of the objects' names, which the environment's name follows.
   * @default - the last part of the repository's URL
   */
  name: optional(string()),
  /** Argo CD: an AppProject, and an Application for each environment. @default - no objects for Argo CD */
  argocd: optional(named<ArgoCdProps, ArgoCd>(argocd)),
  /**
   * Flux: a GitRepository and a Kustomization for each environment, in a directory of its own, since each cluster has its own Flux.
   * @default - no objects for Flux
   */
  flux: optional(named<FluxProps, Flux>(flux)),
});

/** The place of the rendered files for a GitOps agent, and the agents that get objects for it. */
export interface GitOpsProps extends PropsOf<typeof gitOps>, Props {}

/** The same with every default decided. */
export interface GitOps extends Decided<typeof gitOps> {}

/** An environment that gets GitOps objects. */
export interface GitOpsEnvironment {
  readonly name: string;
  /** Its directory below the output directory; empty for the output directory itself. */
  readonly directory: string;
  readonly manifests: readonly KubernetesManifest[];
}

/** Returns the name that the objects' names begin with. */
export function gitOpsName({ name, repository }: Pick<GitOps, 'name' | 'repository'>): string {
  return name ?? /([^/:]+?)(?:\.git)?\/?$/.exec(repository)?.[1] ?? '';
}

/** Returns an environment's path in the repository: `dist/production`. */
export function gitOpsPath(
  { path }: Pick<GitOps, 'path'>,
  { directory }: Pick<GitOpsEnvironment, 'directory'>,
): string {
  return [...path.split('/'), ...directory.split('/')].filter((part) => part !== '' && part !== '.').join('/');
}

/** Returns the findings about GitOps props of a program with these environments. */
export function gitOpsFindings(props: GitOpsProps, environments: readonly string[]): Finding[] {
  const findings = new Findings();
  const parsed = gitOps.parse(props);
  for (const issue of parsed.issues) findings.add('', issue);
  if (parsed.typed) {
    findings.add('name', dnsSubdomainProblem(gitOpsName(parsed.value)));
    if (parsed.value.argocd !== undefined) checkArgoCd(findings, parsed.value.argocd, environments);
  }
  return findings.issues.map((issue) => ({ path: 'gitops', ...issue }));
}

function checkArgoCd(findings: Findings, { automated, clusters, prune }: ArgoCd, names: readonly string[]): void {
  for (const name of [...automated, ...Object.keys(clusters)].filter((each) => !names.includes(each))) {
    const write = `use one of ${names.map(quoted).join(', ')}`;
    const want = 'must name environments of the program';
    findings.add('argocd', { code: 'unknown-reference', want, got: quoted(name), write });
  }
  if (!prune || automated.length > 0) return;
  const want = 'must come with automated environments';
  findings.add('argocd.prune', { code: 'conflict', want, got: 'none', write: 'write automated: ["development"]' });
}

/** A URL with a password would be committed: it is not repeated. */
function repositoryProblem(repository: string): Problem | undefined {
  if (/^\w+:\/\/[^/@\s]*:[^/@\s]*@/.test(repository)) {
    const write = 'give them to the agent in a Secret';
    return { code: 'invalid-value', want: 'must be without credentials', got: 'a URL with some', write };
  }
  if (/^(https?|ssh):\/\/[^\s/]+\/\S+$|^[\w.-]+@[\w.-]+:\S+$/.test(repository)) return undefined;
  const write = 'write "https://git.example.com/platform/user-admin.git"';
  return { code: 'invalid-format', want: 'must be a URL of a git repository', got: quoted(repository), write };
}

function branchProblem(branch: string): Problem | undefined {
  if (/^[\w][\w./-]*$/.test(branch)) return undefined;
  return { code: 'invalid-format', want: 'must be a git branch', got: quoted(branch), write: 'write "main"' };
}

function pathProblem(path: string): Problem | undefined {
  if (!path.split('/').includes('..') && !path.startsWith('/')) return undefined;
  const want = 'must be a directory of the repository';
  return { code: 'invalid-format', want, got: quoted(path), write: 'write "dist"' };
}

function intervalProblem(interval: string): Problem | undefined {
  if (/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(interval)) return undefined;
  return { code: 'invalid-format', want: 'must be a duration', got: quoted(interval), write: 'write "10m"' };
}
