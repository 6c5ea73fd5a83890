import { documentReading } from '../../lib/folders/document-reading';
import { textOf } from '../problem-text';

const object = (metadata: object): object => ({ apiVersion: 'batch/v1', kind: 'Job', metadata, spec: {} });

test('takes an object as it is', () => {
  const job = object({ name: 'a', namespace: 'shop', labels: { a: 'b' } });
  expect(documentReading(job)).toEqual({ manifest: job });
});

test.each([
  { generateName: 'schema-' },
  { name: '', generateName: 'schema-' },
  { name: null, generateName: 'schema-' },
])('completes the name of %j', (metadata) => {
  expect(documentReading(object(metadata)).manifest?.metadata).toEqual({
    name: 'schema-*',
    generateName: 'schema-',
  });
});

test('prefers the name, as the API server does', () => {
  expect(documentReading(object({ name: 'a', generateName: 'b-' })).manifest?.metadata.name).toBe('a');
});

test.each([null, ''])('takes the namespace %j for none', (namespace) => {
  expect(documentReading(object({ name: 'a', namespace })).manifest?.metadata).toEqual({ name: 'a' });
});

test.each<[object, string]>([
  [{ apiVersion: 'v1', kind: 'Pod' }, 'metadata.name must be a string, got none; write one, or move the file away'],
  [object({}), 'metadata.name must be a string, got none; write one, or move the file away'],
  [object({ name: 7 }), 'metadata.name must be a string, got 7; write "7"'],
  [object({ generateName: true }), 'metadata.name must be a string, got true; write "true"'],
  [object({ name: 'a', namespace: 5 }), 'metadata.namespace must be a string, got 5; write "5"'],
  [object({ name: ['a'] }), 'metadata.name must be a string, got ["a"]; write one, or move the file away'],
  [{ apiVersion: 'v1', metadata: { name: 'a' } }, 'kind must be a string, got none; write one, or move the file away'],
  [{ kind: 'Pod', metadata: { name: 'a' } }, 'apiVersion must be a string, got none; write one, or move the file away'],
  [{ apiVersion: 1, kind: 'Pod', metadata: { name: 'a' } }, 'apiVersion must be a string, got 1; write "1"'],
])('says what is wrong with %j, which claims to be an object', (document, problem) => {
  const reading = documentReading(document);
  expect([reading.manifest, textOf(reading.problem)]).toEqual([undefined, problem]);
});

test.each<[what: string, document: unknown]>([
  ['a kustomization', { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: [] }],
  ['a kustomization without its kind', { resources: ['a.yaml'] }],
  ['a chart', { apiVersion: 'v2', name: 'shop', version: '1.0.0' }],
  ["a chart's values", { replicaCount: 2, image: { tag: '1' } }],
  ['a workflow', { name: 'CI', on: { push: null }, jobs: {} }],
  ['a composition of containers', { version: '3', services: {} }],
  ['a kubeconfig', { apiVersion: 'v1', kind: 'Config', clusters: [] }],
  ['a cluster of kind', { apiVersion: 'kind.x-k8s.io/v1alpha4', kind: 'Cluster', nodes: [] }],
  ['settings of kubeadm', { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration' }],
  ['settings of the kubelet', { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' }],
  ['settings of skaffold', { apiVersion: 'skaffold/v4beta11', kind: 'Config', metadata: { name: 'shop' } }],
  ['an entry of a catalog', { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'shop' } }],
  [
    'what kpt keeps on this machine',
    {
      apiVersion: 'a/v1',
      kind: 'B',
      metadata: { name: 'a', annotations: { 'config.kubernetes.io/local-config': 'true' } },
    },
  ],
  ['a list', [1]],
  ['a text', 'apiVersion'],
  ['a number', 5],
])('takes %s for no object', (_, document) => {
  expect(documentReading(document)).toEqual({});
});

test("takes Flux's Kustomization for an object", () => {
  const object = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata: { name: 'a' } };
  expect(documentReading(object).manifest).toEqual(object);
});
