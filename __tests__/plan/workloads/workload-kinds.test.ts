import { asksForStorage, isDataKind, isWorkload } from '../../../lib/plan/workloads/workload-kinds';
import { deployment, object } from '../../manifests';

const custom = (apiVersion: string, kind: string, spec: object = {}) => ({ ...object(kind, { spec }), apiVersion });
const template = { spec: { containers: [{ name: 'web' }] } };

test.each([
  [deployment({})],
  [object('ReplicationController')],
  [object('Pod')],
  [custom('argoproj.io/v1alpha1', 'Rollout')],
  [custom('serving.knative.dev/v1', 'Service')],
  [custom('apps.openshift.io/v1', 'DeploymentConfig')],
  [custom('postgresql.cnpg.io/v1', 'Cluster')],
  [custom('example.com/v1', 'Widget', { template })],
])('$apiVersion $kind runs pods', (manifest) => {
  expect(isWorkload(manifest)).toBe(true);
});

test.each([
  [object('Service')],
  [object('Job', { spec: { template } })],
  [object('CronJob')],
  [custom('keda.sh/v1alpha1', 'ScaledJob', { template })],
  [custom('example.com/v1', 'Widget', { template: { spec: {} } })],
])('$apiVersion $kind runs none, or none that stay', (manifest) => {
  expect(isWorkload(manifest)).toBe(false);
});

test.each([
  ['kafka.strimzi.io/v1beta2', 'Kafka', true],
  ['elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', true],
  ['mongodbcommunity.mongodb.com/v1', 'MongoDBCommunity', true],
  ['kafka.strimzi.io/v1beta2', 'KafkaUser', false],
  ['cluster.x-k8s.io/v1beta1', 'Cluster', false],
])('%s %s holds data: %s', (apiVersion, kind, expected) => {
  expect(isDataKind(custom(apiVersion, kind))).toBe(expected);
});

test.each([
  [custom('example.com/v1', 'Store', { nodes: [{ volumeClaimTemplates: [{}] }] }), true],
  [custom('example.com/v1', 'Store', { storage: { storageClassName: 'fast' } }), true],
  [custom('example.com/v1', 'Store', { replicas: 1 }), false],
  [object('StatefulSet', { spec: { volumeClaimTemplates: [{}] } }), false],
])('tells that a custom resource asks for storage: %#', (manifest, expected) => {
  expect(asksForStorage(manifest)).toBe(expected);
});
