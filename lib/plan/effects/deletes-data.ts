import { isDeepStrictEqual } from 'node:util';
import { field } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { Effect } from '../diff/effect';
import { currentGroup } from '../../manifests/object-identity';
import { asksForStorage, isDataKind } from '../workloads/data-kinds';

const lost: Readonly<Record<string, string>> = {
  Namespace: 'everything in the namespace goes with it, volumes included',
  PersistentVolumeClaim: 'the volume goes with its claim, unless its storage class retains it',
  PersistentVolume: 'the cluster forgets the volume, and with the reclaim policy Delete the disk goes',
  StatefulSet: 'the database or queue that it runs is gone; its claims stay until their namespace goes',
  CustomResourceDefinition: 'all objects of the kind go with their definition',
  VolumeSnapshot: 'the snapshot goes with it, unless its class retains it',
  VolumeSnapshotContent: 'the snapshot goes with it, unless its deletion policy retains it',
  KafkaTopic: 'the topic goes with it, and its messages',
};

// Operators that make what a cloud provider has: a database, a bucket.
const cloud = /(?:^|\.)(?:crossplane\.io|upbound\.io|services\.k8s\.aws|cnrm\.cloud\.google\.com|azure\.com)$/;

/** Data is lost with these objects once they are removed from the cluster, as a GitOps agent that prunes does by itself. */
export const deletesData: Effect = {
  id: 'deletes-data',
  isDangerous: true,
  label: 'deletes data',
  *find({ before, after }) {
    const message = before === undefined ? undefined : lossOf(before);
    if (after === undefined && message !== undefined) yield { path: [], message };
    if (before === undefined || after === undefined) return;
    for (const [kind, ...path] of policies) {
      const now = field(after, ...path);
      if (after.kind === kind && now === 'Delete' && !isDeepStrictEqual(now, field(before, ...path)))
        yield { path, message: 'volumes are deleted from now on' };
    }
  },
};

function lossOf(manifest: Manifest): string | undefined {
  const retention = field(manifest, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted');
  if (manifest.kind === 'StatefulSet' && retention === 'Delete')
    return 'its claims are deleted with it, as its persistentVolumeClaimRetentionPolicy says';
  if (isDataKind(manifest)) return 'the data that it holds goes with it, unless its operator keeps the volumes';
  if (cloud.test(currentGroup(manifest)) && field(manifest, 'spec', 'deletionPolicy') !== 'Orphan')
    return 'what it stands for at the cloud provider goes with it, unless a deletion policy keeps it';
  if (asksForStorage(manifest)) return 'its volumes may go with it; see what its operator does with them';
  return lost[manifest.kind];
}

const policies = [
  ['StatefulSet', 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted'],
  ['StatefulSet', 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenScaled'],
  ['PersistentVolume', 'spec', 'persistentVolumeReclaimPolicy'],
] as const;
