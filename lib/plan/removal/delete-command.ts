import { fileTier } from '../../files/file-names';
import { KubernetesManifest } from '../../manifests/manifest';
import { shellWord } from '../../kubernetes/shell-word';
import { inNamespace, kubectlType } from '../../manifests/object-identity';

/** The kubectl line that removes an object from the cluster: `kubectl delete statefulset.apps mongo --namespace user-admin`. */
export function deleteCommand(manifest: KubernetesManifest): string {
  return `kubectl delete ${shellWord(kubectlType(manifest))} ${shellWord(manifest.metadata.name)}${namespaceOption(manifest)}`;
}

/** The end of a kubectl line about an object: ` --namespace shop`; empty for an object without one. */
export function namespaceOption({ metadata: { namespace } }: KubernetesManifest): string {
  return inNamespace(namespace)
    .map((word) => ` ${shellWord(word)}`)
    .join('');
}

// Data goes after all that may use it, and before its namespace alone.
const dataTiers: Readonly<Record<string, string>> = {
  VolumeSnapshot: '04',
  VolumeSnapshotContent: '03',
  PersistentVolumeClaim: '02',
  PersistentVolume: '01',
};

/**
 * Objects in the order in which they are deleted, the reverse of the files' order but for data: what receives requests before what answers them,
 * pods before the policies that guard them and the Secrets that they read, then volume claims, and namespaces last.
 */
export function deletionOrder<Item>(items: readonly Item[], manifestOf: (item: Item) => KubernetesManifest): Item[] {
  const tierOf = (item: Item): string => {
    const manifest = manifestOf(item);
    return dataTiers[manifest.kind] ?? fileTier(manifest);
  };
  // Kinds that no tier knows come last in a folder, and so first here.
  return [...items].reverse().sort((a, b) => tierOf(b).localeCompare(tierOf(a), 'en'));
}
