import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';
import { effectsBetween, messages } from '../changed';

const template = (size: string, metadata: object = {}) =>
  object('StatefulSet', {
    spec: {
      volumeClaimTemplates: [
        { metadata: { name: 'data', ...metadata }, spec: { resources: { requests: { storage: size } } } },
      ],
    },
  });
const claim = (storage: string, more: object = {}) =>
  object('PersistentVolumeClaim', { spec: { resources: { requests: { storage } }, ...more } });

test.each([
  ['a larger volume of a StatefulSet', template('1Gi'), template('2Gi')],
  ['a label of its claims', template('1Gi'), template('1Gi', { labels: { version: '2' } })],
  ['a smaller claim', claim('2Gi'), claim('1Gi')],
  ['a claim of another class', claim('1Gi', { storageClassName: 'slow' }), claim('1Gi', { storageClassName: 'fast' })],
])('cannot apply %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toEqual(['replaces-volume-claim']);
});

test.each([
  ['a larger claim', claim('1Gi'), claim('2Gi')],
  ['a claim whose size is written otherwise', claim('1Gi'), claim('1024Mi')],
  ['a StatefulSet whose size is written otherwise', template('1Gi'), template('1024Mi')],
  ['a class that is left to the cluster again', claim('1Gi', { storageClassName: 'slow' }), claim('1Gi')],
  ['a claim with its mode written out', claim('1Gi'), claim('1Gi', { volumeMode: 'Filesystem' })],
  [
    'a StatefulSet with the kind of its claims written out',
    template('1Gi'),
    object('StatefulSet', {
      spec: {
        volumeClaimTemplates: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: 'data' },
            spec: { resources: { requests: { storage: '1024Mi' } }, volumeMode: 'Filesystem' },
            status: { phase: 'Pending' },
          },
        ],
      },
    }),
  ],
  [
    'other annotations of a claim',
    claim('1Gi'),
    { ...claim('1Gi'), metadata: { name: 'web', namespace: 'shop', annotations: { a: 'b' } } },
  ],
])('can apply %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toEqual([]);
});

test.each([
  [
    'larger volumes',
    template('2Gi'),
    'npx cdk8s-backend grow, with this folder, grows the claims and then recreates it, while its pods run on',
  ],
  [
    'smaller volumes',
    template('512Mi', { labels: { version: '2' } }),
    'a volume can grow, but not shrink: write the size that it has, or move the data to a set of another name',
  ],
  [
    'other labels of its claims',
    template('2Gi', { labels: { version: '2' } }),
    'delete it and keep its pods, kubectl delete statefulset web --namespace shop --cascade=orphan, and apply; ' +
      'claims that exist stay as they are',
  ],
])('says how a StatefulSet gets %s', (_, after, remedy) => {
  expect(messages('replaces-volume-claim', template('1Gi'), after)).toEqual([
    `a StatefulSet keeps its volume claim templates; ${remedy}`,
  ]);
});

test('says that a volume of a database cannot shrink', () => {
  const database = (size: string) => ({
    ...object('Cluster', { spec: { storage: { size } } }),
    apiVersion: 'postgresql.cnpg.io/v1',
  });
  expect(messages('replaces-volume-claim', database('100Gi'), database('50Gi'))).toEqual([
    'a volume can grow, but not shrink; its operator refuses that, or leaves the volume as it is',
  ]);
  expect(effectsBetween(database('50Gi'), database('100Gi'))).toEqual([]);
});

test('can apply the volume that a claim has found, and the class that it has by default', () => {
  const written = { ...claim('1Gi', { volumeName: 'pv-1' }) };
  expect(effectsBetween(claim('1Gi'), written)).toEqual([]);
  const classed = claim('1Gi', { storageClassName: 'fast' });
  const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  const storageClass = object('StorageClass', {}, { name: 'fast', namespace: undefined, annotations });
  const refused = (all: readonly KubernetesManifest[]) =>
    plannedChanges([claim('1Gi'), ...all], [classed, ...all]).flatMap(({ effects }) => effects);
  expect(refused([])).toHaveLength(1);
  expect(refused([storageClass])).toEqual([]);
});

test('takes the class that a cluster shows of a claim for the one that it has', () => {
  const shown = {
    ...claim('1Gi', { storageClassName: 'fast', volumeName: 'pvc-1' }),
    metadata: { ...claim('1Gi').metadata, annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } },
  };
  expect(effectsBetween(claim('1Gi'), shown)).toEqual([]);
});
