import { object } from '../../manifests';
import { effectsBetween, messages } from '../changed';

test.each(['Namespace', 'PersistentVolumeClaim', 'PersistentVolume', 'StatefulSet', 'CustomResourceDefinition'])(
  'deletes data when a %s is removed',
  (kind) => {
    expect(effectsBetween(object(kind), undefined)).toContain('deletes-data');
  },
);

test.each(['Deployment', 'ConfigMap', 'Service', 'Secret'])('deletes no data when a %s is removed', (kind) => {
  expect(effectsBetween(object(kind), undefined)).not.toContain('deletes-data');
});

const retention = (policy: object) => object('StatefulSet', { spec: { persistentVolumeClaimRetentionPolicy: policy } });
const reclaim = (policy: string) => object('PersistentVolume', { spec: { persistentVolumeReclaimPolicy: policy } });

test.each([
  ['claims go with their StatefulSet', retention({ whenDeleted: 'Retain' }), retention({ whenDeleted: 'Delete' })],
  ['claims go when it is scaled down', retention({}), retention({ whenScaled: 'Delete' })],
  ['a volume goes with its claim', reclaim('Retain'), reclaim('Delete')],
])('deletes data when from now on %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toEqual(['deletes-data']);
});

test.each([
  ['claims stay', retention({ whenDeleted: 'Delete' }), retention({ whenDeleted: 'Retain' })],
  ['a volume stays', reclaim('Delete'), reclaim('Retain')],
  [
    'claims go as before',
    retention({ whenDeleted: 'Delete' }),
    retention({ whenDeleted: 'Delete', whenScaled: 'Retain' }),
  ],
])('deletes no data when from now on %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toEqual([]);
});

const custom = (apiVersion: string, kind: string, spec: object = {}) => ({ ...object(kind, { spec }), apiVersion });

test.each([
  [
    custom('psmdb.percona.com/v1', 'PerconaServerMongoDB'),
    'the data that it holds goes with it, unless its operator keeps the volumes',
  ],
  [
    custom('example.com/v1', 'Store', { data: { volumeClaimTemplate: {} } }),
    'its volumes may go with it; see what its operator does with them',
  ],
  [
    custom('rds.aws.upbound.io/v1beta1', 'Instance'),
    'what it stands for at the cloud provider goes with it, unless a deletion policy keeps it',
  ],
  [custom('snapshot.storage.k8s.io/v1', 'VolumeSnapshot'), 'the snapshot goes with it, unless its class retains it'],
  [
    retention({ whenDeleted: 'Delete' }),
    'its claims are deleted with it, as its persistentVolumeClaimRetentionPolicy says',
  ],
])('says what is lost with $apiVersion $kind', (manifest, message) => {
  expect(messages('deletes-data', manifest, undefined)).toEqual([message]);
});

test('deletes no data with what is kept at a cloud provider, or by an annotation', () => {
  const orphaned = custom('rds.aws.upbound.io/v1beta1', 'Instance', { deletionPolicy: 'Orphan' });
  const kept = object('PersistentVolumeClaim', {}, { annotations: { 'helm.sh/resource-policy': 'keep' } });
  expect([orphaned, kept].flatMap((manifest) => effectsBetween(manifest, undefined))).toEqual([]);
});
