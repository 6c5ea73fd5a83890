import { groupOf } from '../manifests/kinds';
import { Manifest } from '../manifests/manifest';
import { shellWord } from '../values/shell-word';

/** The kubectl line that removes an object from the cluster: `kubectl delete statefulset.apps mongo --namespace user-admin`. */
export function deleteCommand(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  const kind = [manifest.kind.toLowerCase(), groupOf(manifest)].filter((part) => part !== '').join('.');
  const where = namespace === undefined ? '' : ` --namespace ${shellWord(namespace)}`;
  return `kubectl delete ${shellWord(kind)} ${shellWord(name)}${where}`;
}
