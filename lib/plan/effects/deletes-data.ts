import { counted } from '../../findings/counted';
import { field, groupKind, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { currentGroup } from '../../manifests/object-identity';
import { podTemplate, podTemplatePath } from '../../manifests/pod-template';
import { Effect, Occurrence } from '../diff/effect';
import { pathText } from '../diff/field-changes';
import { lostKeeping, lostParts, lostStorage } from '../workloads/database-changes';
import { amountOf } from '../workloads/switched-off';
import { asksForStorage, isDataKind, isWorkload } from '../workloads/workload-kinds';

const lost: Readonly<Record<string, string>> = {
  Namespace: 'everything in the namespace goes with it, volumes included',
  PersistentVolumeClaim: 'the volume goes with its claim, unless its storage class retains it',
  PersistentVolume: 'the cluster forgets the volume, and with the reclaim policy Delete the disk goes',
  StatefulSet: 'the database or queue that it runs is gone; its claims stay until their namespace goes',
  CustomResourceDefinition: 'all objects of the kind go with their definition',
  VolumeSnapshot: 'the snapshot goes with it, unless its class retains it',
  VolumeSnapshotContent: 'the snapshot goes with it, unless its deletion policy retains it',
  KafkaTopic: 'the topic goes with it, and its messages',
  'rabbitmq.com/Queue': 'the queue goes with it, and its messages',
  'jetstream.nats.io/Stream': 'the stream goes with it, and its messages',
};

const cnpgDatabase = 'postgresql.cnpg.io/Database';
const retention = ['spec', 'persistentVolumeClaimRetentionPolicy'] as const;
const policies: Readonly<Record<string, readonly (readonly string[])[]>> = {
  StatefulSet: [
    [...retention, 'whenDeleted'],
    [...retention, 'whenScaled'],
  ],
  PersistentVolume: [['spec', 'persistentVolumeReclaimPolicy']],
  VolumeSnapshotContent: [['spec', 'deletionPolicy']],
  VolumeSnapshotClass: [['deletionPolicy']],
};

// Operators that make what a cloud provider has: a database, a bucket.
const cloud =
  /(?:^|\.)(?:crossplane\.io|upbound\.io|services\.k8s\.aws|cnrm\.cloud\.google\.com|azure\.com|atlas\.mongodb\.com)$/;

/** Data is lost with these objects once they are removed from the cluster, as a GitOps agent that prunes does by itself. */
export const deletesData: Effect = {
  id: 'deletes-data',
  isDangerous: true,
  label: 'deletes data',
  *find(change) {
    const { before, after } = change;
    if (before === undefined) return;
    const message = lossOf(before);
    if (after === undefined && message !== undefined) yield { path: [], message };
    for (const path of policies[after?.kind ?? ''] ?? [])
      if (field(after, ...path) === 'Delete' && field(before, ...path) !== 'Delete')
        yield { path, message: 'volumes are deleted from now on' };
    if (after !== undefined) {
      yield* claimsOfGonePods(before, after);
      yield* volumesOfPods(before, after);
      yield* droppedDatabase(before, after);
    }
    for (const { path, after: now } of lostKeeping(change))
      yield {
        path,
        message: now === 'ephemeral' ? 'its data goes with its pods from now on' : 'volumes are deleted from now on',
      };
    for (const path of lostStorage(change)) yield { path, message: 'its data goes with its pods from now on' };
    for (const { path } of lostParts(change))
      yield { path, message: `what ${pathText(path.slice(1))} holds goes with it, unless its operator moves it first` };
  },
};

/** A StatefulSet that has fewer pods deletes the claims of those that go, if it says so. */
function* claimsOfGonePods(before: KubernetesManifest, after: KubernetesManifest): Generator<Occurrence> {
  if (after.kind !== 'StatefulSet' || field(after, ...retention, 'whenScaled') !== 'Delete') return;
  const hasClaims = listField(after, 'spec', 'volumeClaimTemplates').length > 0;
  const [was = 1, is = NaN] = [before, after].map((each) => amountOf(each, 'replicas'));
  if (hasClaims && is < was)
    yield {
      path: ['spec', 'replicas'],
      message: `the claims of ${counted(was - is, 'pod')} go, as its persistentVolumeClaimRetentionPolicy says`,
    };
}

/** Pods get an empty directory instead of a claim. */
function* volumesOfPods(before: KubernetesManifest, after: KubernetesManifest): Generator<Occurrence> {
  if (!isWorkload(after)) return;
  const [was, is] = [before, after].map((each) => listField(podTemplate(each), 'spec', 'volumes'));
  for (const volume of is ?? []) {
    const name = textField(volume, 'name') ?? '';
    const earlier = (was ?? []).find((each) => field(each, 'name') === name);
    const claim = textField(earlier, 'persistentVolumeClaim', 'claimName');
    if (claim !== undefined && field(volume, 'emptyDir') !== undefined)
      yield {
        path: [...(podTemplatePath(after) ?? []), 'spec', 'volumes', `[${name}]`],
        message: `its data goes with its pods from now on; what it has is in the claim ${claim}`,
      };
  }
}

/** A database within the cluster of CloudNativePG that is dropped, now or with its object. */
function* droppedDatabase(before: KubernetesManifest, after: KubernetesManifest): Generator<Occurrence> {
  if (groupKind(after) !== cnpgDatabase) return;
  const isNew = (name: string, value: string): boolean =>
    field(after, 'spec', name) === value && field(before, 'spec', name) !== value;
  if (isNew('ensure', 'absent')) yield { path: ['spec', 'ensure'], message: 'the operator drops the database' };
  if (isNew('databaseReclaimPolicy', 'delete'))
    yield { path: ['spec', 'databaseReclaimPolicy'], message: 'the database is dropped with its object from now on' };
}

function lossOf(manifest: KubernetesManifest): string | undefined {
  if (groupKind(manifest) === cnpgDatabase && field(manifest, 'spec', 'databaseReclaimPolicy') === 'delete')
    return 'the database is dropped with it, as its databaseReclaimPolicy says';
  if (manifest.kind === 'StatefulSet' && field(manifest, ...retention, 'whenDeleted') === 'Delete')
    return 'its claims are deleted with it, as its persistentVolumeClaimRetentionPolicy says';
  if (isDataKind(manifest)) return 'the data that it holds goes with it, unless its operator keeps the volumes';
  const isKept =
    field(manifest, 'spec', 'deletionPolicy') === 'Orphan' ||
    field(manifest, 'metadata', 'annotations', 'mongodb.com/atlas-resource-policy') === 'keep';
  if (cloud.test(currentGroup(manifest)) && !isKept)
    return 'what it stands for at the cloud provider goes with it, unless a deletion policy keeps it';
  if (asksForStorage(manifest)) return 'its volumes may go with it; see what its operator does with them';
  return lost[manifest.kind] ?? lost[groupKind(manifest)];
}
