import { isDeepStrictEqual } from 'node:util';
import { field } from '../../manifests/fields';
import { Mark } from '../mark';

const lost: Readonly<Record<string, string>> = {
  Namespace: 'everything in the namespace goes with it, volumes included',
  PersistentVolumeClaim: 'the volume goes with its claim, unless its storage class retains it',
  PersistentVolume: 'the cluster forgets the volume, and with the reclaim policy Delete the disk goes',
  StatefulSet: 'the database or queue that it runs is gone; its claims stay until their namespace goes',
  CustomResourceDefinition: 'all objects of the kind go with their definition',
};

/** Data is lost with these objects once they are removed from the cluster, as a GitOps agent that prunes does by itself. */
export const deletesData: Mark = {
  id: 'deletes-data',
  isDangerous: true,
  label: 'deletes data',
  *find({ before, after }) {
    const message = lost[before?.kind ?? ''];
    if (after === undefined && message !== undefined) yield { path: [], message };
    if (before === undefined || after === undefined) return;
    for (const [kind, ...path] of policies) {
      const now = field(after, ...path);
      if (after.kind === kind && now === 'Delete' && !isDeepStrictEqual(now, field(before, ...path)))
        yield { path, message: 'volumes are deleted from now on' };
    }
  },
};

const policies = [
  ['StatefulSet', 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted'],
  ['StatefulSet', 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenScaled'],
  ['PersistentVolume', 'spec', 'persistentVolumeReclaimPolicy'],
] as const;
