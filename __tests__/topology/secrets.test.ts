import { secretSource, secretsOf, sourceText } from '../../lib/topology/secrets';
import { deployment, object } from '../manifests';
import { edgeLines, nodeLines, objects } from './shop';

const web = deployment({
  env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'login', key: 'key' } } }],
  envFrom: [{ secretRef: { name: 'all' } }],
});
const [external] = objects(
  `{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: login, namespace: shop }, spec: { secretStoreRef: { name: aws, kind: ClusterSecretStore } } }`,
);

test('draws a Secret that must exist, and one with the object that brings it', () => {
  const found = secretsOf(web, external === undefined ? [] : [external]);
  expect(nodeLines(found)).toEqual([
    'secret Secret login: from ExternalSecret login, of ClusterSecretStore aws',
    'missing-secret Secret all: must exist',
  ]);
  expect(edgeLines(found)).toEqual([
    'Deployment web -secret→ Secret login: variable KEY',
    'Deployment web -secret→ Secret all: all variables',
  ]);
});

test('knows the source of a Secret, and shows no value of one', () => {
  const secret = object('Secret', { stringData: { key: 'hunter2' } }, { name: 'login' });
  const source = secretSource({ namespace: 'shop', name: 'login' }, [secret]);
  expect([source, source && sourceText(source)]).toEqual([secret, 'in the manifests']);
  expect(nodeLines(secretsOf(web, [secret])).join()).not.toContain('hunter2');
});

test('reads the Secrets of ConfigMaps with the desired state of a MongoStatefulSet', () => {
  const config = object('ConfigMap', { data: { 'desired.json': '{"users":[{"name":"shop"}]}' } }, { name: 'agent' });
  const workload = deployment({}, { volumes: [{ name: 'a', configMap: { name: 'agent' } }] });
  expect(edgeLines(secretsOf(workload, [config]))).toEqual([
    'Deployment web -secret→ Secret shop: user shop (username)',
  ]);
});
