import { fileTier } from '../../files/file-names';
import { KubernetesManifest } from '../../manifests/manifest';
import { shellWord } from '../../kubernetes/shell-word';
import { currentGroup } from '../../manifests/object-identity';

/** The kubectl line that removes an object from the cluster: `kubectl delete statefulset.apps mongo --namespace user-admin`. */
export function deleteCommand(manifest: KubernetesManifest): string {
  const kind = [manifest.kind.toLowerCase(), currentGroup(manifest)].filter((part) => part !== '').join('.');
  return `kubectl delete ${shellWord(kind)} ${shellWord(manifest.metadata.name)}${namespaceOption(manifest)}`;
}

/** The end of a kubectl line about an object: ` --namespace shop`; empty for an object without one. */
export function namespaceOption({ metadata: { namespace } }: KubernetesManifest): string {
  return namespace === undefined ? '' : ` --namespace ${shellWord(namespace)}`;
}

/**
 * Objects in the order in which they are deleted, the reverse of the files' order: what receives requests before what answers them,
 * pods before the policies that guard them, and namespaces last.
 */
export function deletionOrder<Item>(items: readonly Item[], manifestOf: (item: Item) => KubernetesManifest): Item[] {
  // Kinds that no tier knows come last in a folder, and so first here.
  return [...items].reverse().sort((a, b) => fileTier(manifestOf(b)).localeCompare(fileTier(manifestOf(a)), 'en'));
}
