import { imageParts } from '../../kubernetes/image';
import { field, KubernetesManifest, listField, textField } from '../../manifests/manifest';

const names = ['mongod', 'mongodb'];
const repositories = /(?:^|\/)(?:mongo|mongodb|mongodb-(?:community|enterprise)-server|percona-server-mongodb)$/;

/** Returns the consequence of a restart of the pods of a StatefulSet that runs mongod; undefined for any other object. */
export function memberRestart(manifest: KubernetesManifest): string | undefined {
  if (
    manifest.kind !== 'StatefulSet' ||
    !listField(manifest, 'spec', 'template', 'spec', 'containers').some(runsMongod)
  )
    return undefined;
  const members = field(manifest, 'spec', 'replicas') ?? 1;
  return typeof members === 'number' && members < 2
    ? 'the only member restarts: no reads and no writes until it is back'
    : 'the members restart one after the other: an election, about a second without writes, per member at most';
}

function runsMongod(container: unknown): boolean {
  const { repository } = imageParts(textField(container, 'image') ?? '');
  return names.includes(textField(container, 'name') ?? '') || repositories.test(repository);
}
