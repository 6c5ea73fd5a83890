import { canonicalManifest } from '../manifests/canonical-manifest';
import { KubernetesManifest } from '../manifests/manifest';
import { argoCdManifests } from './argocd';
import { fluxManifests } from './flux';
import { GitOps, GitOpsEnvironment } from './gitops-props';

/** Objects for a GitOps agent, and their directory below that of all GitOps objects. */
export interface GitOpsDirectory {
  readonly directory: string;
  readonly manifests: readonly KubernetesManifest[];
}

/** Returns the objects that point the agents at the environments: `argocd` for one Argo CD, `flux/<environment>` for each cluster's Flux. */
export function gitOpsDirectories(props: GitOps, environments: readonly GitOpsEnvironment[]): GitOpsDirectory[] {
  const { argocd, flux } = props;
  const directories: GitOpsDirectory[] = [];
  if (argocd !== undefined)
    directories.push({ directory: 'argocd', manifests: argoCdManifests(props, argocd, environments) });
  if (flux !== undefined)
    for (const each of environments)
      directories.push({ directory: `flux/${each.name}`, manifests: fluxManifests(props, flux, each, environments) });
  return directories.map(({ directory, manifests }) => ({ directory, manifests: manifests.map(canonicalManifest) }));
}
