import { KubernetesManifest } from '../../../lib/manifests/manifest';
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

test.each([
  [
    custom('atlas.mongodb.com/v1', 'AtlasDeployment'),
    'what it stands for at the cloud provider goes with it, unless a deletion policy keeps it',
  ],
  [custom('rabbitmq.com/v1beta1', 'Queue'), 'the queue goes with it, and its messages'],
  [
    custom('redis.redis.opstreelabs.in/v1beta2', 'RedisSentinel'),
    'the data that it holds goes with it, unless its operator keeps the volumes',
  ],
])('says what is lost with another operator: $apiVersion $kind', (manifest, message) => {
  expect(messages('deletes-data', manifest, undefined)).toEqual([message]);
});

const atlas = custom('atlas.mongodb.com/v1', 'AtlasDeployment');
const kafka = (storage: object) => custom('kafka.strimzi.io/v1beta2', 'Kafka', { kafka: { storage } });
const nodes = (...names: readonly string[]) =>
  custom('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', { nodeSets: names.map((name) => ({ name, count: 1 })) });
const snapshots = (deletionPolicy: string) => ({
  ...object('VolumeSnapshotClass', { deletionPolicy }, { namespace: undefined }),
  apiVersion: 'snapshot.storage.k8s.io/v1',
});

test('deletes no data at Atlas that an annotation keeps', () => {
  const annotations = { 'mongodb.com/atlas-resource-policy': 'keep' };
  expect(messages('deletes-data', { ...atlas, metadata: { ...atlas.metadata, annotations } }, undefined)).toEqual([]);
});

test.each([
  [
    'volumes of a database go with it',
    kafka({ type: 'jbod' }),
    kafka({ type: 'jbod', deleteClaim: true }),
    'volumes are deleted from now on',
  ],
  [
    'a database has no volumes',
    kafka({ type: 'persistent-claim' }),
    kafka({ type: 'ephemeral' }),
    'its data goes with its pods from now on',
  ],
  [
    'a set of nodes goes',
    nodes('hot', 'cold'),
    nodes('hot'),
    'what nodeSets[cold] holds goes with it, unless its operator moves it first',
  ],
  ['snapshots go with their objects', snapshots('Retain'), snapshots('Delete'), 'volumes are deleted from now on'],
])('deletes data when from now on %s', (_, before, after, message) => {
  expect(messages('deletes-data', before, after)).toEqual([message]);
});

test('says that the claims of pods go which a StatefulSet has no more, if it deletes them', () => {
  const set = (replicas: number | undefined, whenScaled?: string): KubernetesManifest =>
    object('StatefulSet', {
      spec: {
        replicas,
        persistentVolumeClaimRetentionPolicy: { whenScaled },
        volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      },
    });
  expect(messages('deletes-data', set(5, 'Delete'), set(3, 'Delete'))).toEqual([
    'the claims of 2 pods go, as its persistentVolumeClaimRetentionPolicy says',
  ]);
  expect(messages('deletes-data', set(undefined, 'Delete'), set(0, 'Delete'))).toHaveLength(1);
  expect(messages('deletes-data', set(5, 'Retain'), set(3, 'Retain'))).toEqual([]);
  expect(messages('deletes-data', set(3, 'Delete'), set(5, 'Delete'))).toEqual([]);
});

test('says that pods have an empty directory in the place of a claim', () => {
  const uploads = (volume: object): KubernetesManifest =>
    object('Deployment', { spec: { template: { spec: { volumes: [{ name: 'uploads', ...volume }] } } } });
  const [claimed, empty] = [uploads({ persistentVolumeClaim: { claimName: 'files' } }), uploads({ emptyDir: {} })];
  expect(messages('deletes-data', claimed, empty)).toEqual([
    'its data goes with its pods from now on; what it has is in the claim files',
  ]);
  expect(messages('deletes-data', empty, claimed)).toEqual([]);
});

test('knows when CloudNativePG drops a database', () => {
  const database = (spec: object) => custom('postgresql.cnpg.io/v1', 'Database', { name: 'orders', ...spec });
  const kept = database({ databaseReclaimPolicy: 'retain' });
  const dropped = database({ databaseReclaimPolicy: 'delete' });
  const found = [
    [dropped, undefined],
    [kept, dropped],
    [kept, database({ databaseReclaimPolicy: 'retain', ensure: 'absent' })],
    [kept, undefined],
    [dropped, kept],
  ] as const;
  expect(found.map(([before, after]) => messages('deletes-data', before, after))).toEqual([
    ['the database is dropped with it, as its databaseReclaimPolicy says'],
    ['the database is dropped with its object from now on'],
    ['the operator drops the database'],
    [],
    [],
  ]);
});
