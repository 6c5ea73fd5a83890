import { amountOf, scaledToNothing, switchedOff } from '../../../lib/plan/workloads/switched-off';
import { object } from '../../manifests';

const custom = (apiVersion: string, kind: string, spec: object, annotations: Record<string, string> = {}) => ({
  ...object(kind, { spec }, { annotations }),
  apiVersion,
});
const scaled = (spec: object, annotations: Record<string, string> = {}) =>
  custom('keda.sh/v1alpha1', 'ScaledObject', spec, annotations);
const autoscaler = (spec: object) => custom('autoscaling/v2', 'HorizontalPodAutoscaler', spec);

test.each([
  [
    custom('postgresql.cnpg.io/v1', 'Cluster', {}, { 'cnpg.io/hibernation': 'on' }),
    'metadata.annotations.cnpg.io/hibernation',
  ],
  [custom('psmdb.percona.com/v1', 'PerconaServerMongoDB', { pause: true }), 'spec.pause'],
  [custom('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', { shutdown: true }), 'spec.shutdown'],
  [custom('cassandra.datastax.com/v1beta1', 'CassandraDatacenter', { stopped: true }), 'spec.stopped'],
  [custom('kubevirt.io/v1', 'VirtualMachine', { running: false }), 'spec.running'],
  [custom('kubevirt.io/v1', 'VirtualMachine', { runStrategy: 'Halted' }), 'spec.runStrategy'],
  [
    scaled({}, { 'autoscaling.keda.sh/paused-replicas': '0' }),
    'metadata.annotations.autoscaling.keda.sh/paused-replicas',
  ],
  [scaled({}, { 'autoscaling.keda.sh/paused-replicas': '3' }), undefined],
  [custom('psmdb.percona.com/v1', 'PerconaServerMongoDB', { pause: false }), undefined],
  [object('Deployment', { spec: { paused: true } }), undefined],
])('$kind $spec $metadata.annotations is switched off by %s', (manifest, expected) => {
  expect(switchedOff(manifest)?.join('.')).toBe(expected);
});

test.each([
  [scaled({ minReplicaCount: 2 }), undefined],
  [scaled({}), 'spec.minReplicaCount'],
  [scaled({ minReplicaCount: 2, idleReplicaCount: 0 }), 'spec.idleReplicaCount'],
  [autoscaler({}), undefined],
  [autoscaler({ minReplicas: 0 }), 'spec.minReplicas'],
  [object('Deployment', { spec: { replicas: 0 } }), undefined],
])('$kind $spec leaves no pod while there is nothing to do, by %s', (manifest, expected) => {
  expect(scaledToNothing(manifest)?.join('.')).toBe(expected);
});

test('knows the numbers that an autoscaler has by default', () => {
  expect(amountOf(autoscaler({}), 'minReplicas')).toBe(1);
  expect(amountOf(scaled({}), 'maxReplicaCount')).toBe(100);
  expect(amountOf(autoscaler({ minReplicas: 3 }), 'minReplicas')).toBe(3);
  expect(amountOf(object('Deployment', { spec: {} }), 'replicas')).toBeUndefined();
});
