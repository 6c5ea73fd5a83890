import { object } from '../../manifests';
import { marksBetween } from '../changed';

test.each(['Namespace', 'PersistentVolumeClaim', 'PersistentVolume', 'StatefulSet', 'CustomResourceDefinition'])(
  'deletes data when a %s is removed',
  (kind) => {
    expect(marksBetween(object(kind), undefined)).toContain('deletes-data');
  },
);

test.each(['Deployment', 'ConfigMap', 'Service', 'Secret'])('deletes no data when a %s is removed', (kind) => {
  expect(marksBetween(object(kind), undefined)).not.toContain('deletes-data');
});

const retention = (policy: object) => object('StatefulSet', { spec: { persistentVolumeClaimRetentionPolicy: policy } });
const reclaim = (policy: string) => object('PersistentVolume', { spec: { persistentVolumeReclaimPolicy: policy } });

test.each([
  ['claims go with their StatefulSet', retention({ whenDeleted: 'Retain' }), retention({ whenDeleted: 'Delete' })],
  ['claims go when it is scaled down', retention({}), retention({ whenScaled: 'Delete' })],
  ['a volume goes with its claim', reclaim('Retain'), reclaim('Delete')],
])('deletes data when from now on %s', (_, before, after) => {
  expect(marksBetween(before, after)).toEqual(['deletes-data']);
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
  expect(marksBetween(before, after)).toEqual([]);
});
