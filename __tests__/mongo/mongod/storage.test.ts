import { field, KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { MongoStorage } from '../../../lib/mongo/mongod/storage';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { mongoConstructs } from '../../pods/mongo-constructs';
import { only, refusal, rendered } from '../../rendered';

function build(storage: object) {
  return (chart: ConstructorParameters<typeof SecretRef>[0]) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    new MongoStatefulSet(chart, 'mongo', { storage: storage as MongoStorage, keyfile });
  };
}

function statefulSet(storage: MongoStorage): KubernetesManifest {
  return only(rendered(build(storage)), 'StatefulSet');
}

test('keeps the volumes, whatever becomes of the set, unless told otherwise', () => {
  const policies = [{ size: '1Gi' }, { size: '1Gi', retention: { whenScaled: 'Delete' } } as const].map(
    (storage) =>
      (statefulSet(storage) as unknown as { spec: { persistentVolumeClaimRetentionPolicy: unknown } }).spec
        .persistentVolumeClaimRetentionPolicy,
  );
  expect(policies).toEqual([
    { whenDeleted: 'Retain', whenScaled: 'Retain' },
    { whenDeleted: 'Retain', whenScaled: 'Delete' },
  ]);
});

test('gives one pod alone the volume on request', () => {
  expect(statefulSet({ size: '1Gi', accessMode: 'ReadWriteOncePod' })).toMatchObject({
    spec: { volumeClaimTemplates: [{ spec: { accessModes: ['ReadWriteOncePod'] } }] },
  });
});

test('takes a volume of no class', () => {
  expect(statefulSet({ size: '1Gi', className: '' })).toMatchObject({
    spec: { volumeClaimTemplates: [{ spec: { storageClassName: '' } }] },
  });
});

test('puts the journal on a volume of its own, below the data', () => {
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', status: { phase: 'Pending' } };
  expect(statefulSet({ size: '20Gi', journal: { size: '2Gi', className: 'fast' } })).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {
              volumeMounts: expect.arrayContaining([
                { name: 'data', mountPath: '/data/db' },
                { name: 'journal', mountPath: '/data/db/journal' },
              ]) as unknown,
            },
            {},
          ],
        },
      },
      volumeClaimTemplates: [
        { ...claim, metadata: { name: 'data' } },
        { ...claim, metadata: { name: 'journal' }, spec: { storageClassName: 'fast' } },
      ],
    },
  });
});

test('labels and annotates the claims as the storage says, and as no other prop does', () => {
  const [labels, annotations] = [{ team: 'shop' }, { 'a.io/b': 'c' }];
  const metadata = { labels: { app: 'mongo', ...labels }, annotations };
  const journal = { size: '2Gi' };
  expect(statefulSet({ size: '1Gi', journal, labels, annotations })).toMatchObject({
    spec: { volumeClaimTemplates: [{ metadata }, { metadata }] },
  });
  const claims = (props: object) =>
    field(only(mongoConstructs({ set: props }), 'StatefulSet'), 'spec', 'volumeClaimTemplates');
  expect(claims({ labels, annotations, owner: 'shop', podLabels: labels })).toEqual(claims({}));
});

test.each<[string, object, string]>([
  [
    'a label that the claims are found by',
    { size: '1Gi', labels: { app: 'x' } },
    '[shop/mongo] storage.labels["app"] must not be a label that the construct sets itself, got "app"; write another key',
  ],
  [
    'an annotation that is no string',
    { size: '1Gi', annotations: { a: 5 } },
    '[shop/mongo] storage.annotations["a"] must be a string, got 5; write "5"',
  ],
  [
    "a journal's size that is no quantity",
    { size: '1Gi', journal: { size: '2gb' } },
    '[shop/mongo] storage.journal.size must be a positive quantity of bytes, got "2gb"; write "2Gi"',
  ],
  [
    'a class that no StorageClass is named',
    { size: '1Gi', journal: { size: '1Gi', className: 'Fast SSD' } },
    '[shop/mongo] storage.journal.className must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Fast SSD"; write "fast-ssd"',
  ],
  [
    'volumes that many nodes mount',
    { size: '1Gi', accessMode: 'ReadWriteMany' },
    '[shop/mongo] storage.accessMode must be "ReadWriteOnce" or "ReadWriteOncePod", got "ReadWriteMany"; write "ReadWriteOnce"',
  ],
  [
    'a retention that Kubernetes does not know',
    { size: '1Gi', retention: { whenDeleted: 'Keep' } },
    '[shop/mongo] storage.retention.whenDeleted must be "Retain" or "Delete", got "Keep"; write "Retain"',
  ],
])('refuses %s', (_, storage, message) => {
  expect(refusal(build(storage))).toContain(message);
});
