import { asksForStorage, isDataKind } from '../../../lib/plan/workloads/data-kinds';
import { object } from '../../manifests';

const custom = (apiVersion: string, kind: string, spec: object = {}) => ({ ...object(kind, { spec }), apiVersion });

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
