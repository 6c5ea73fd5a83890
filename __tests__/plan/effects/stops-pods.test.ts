import { object } from '../../manifests';
import { effectsBetween, messages } from '../changed';

const web = (replicas?: number) => object('Deployment', { spec: { replicas } });

test.each([
  ['scaled to nothing', web(2), web(0)],
  ['scaled to nothing from a number that an autoscaler set', web(), web(0)],
  ['removed', web(2), undefined],
])('stops all pods of a Deployment that is %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toEqual(['stops-pods']);
});

test.each([
  ['that has none', web(0), { ...web(0), metadata: { name: 'web', namespace: 'shop', labels: { a: 'b' } } }],
  ['that is new', undefined, web(0)],
  ['that gets some', web(0), web(2)],
])('stops no pods of a Deployment %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toEqual([]);
});

const custom = (apiVersion: string, kind: string, spec: object = {}) => ({ ...object(kind, { spec }), apiVersion });

test.each([
  ['a Rollout', custom('argoproj.io/v1alpha1', 'Rollout', { replicas: 2 }), { replicas: 0 }],
  ['a database', custom('postgresql.cnpg.io/v1', 'Cluster', { instances: 3 }), { instances: 0 }],
  ['a DeploymentConfig', custom('apps.openshift.io/v1', 'DeploymentConfig', { replicas: 1 }), { replicas: 0 }],
])('stops all pods of %s that is removed or scaled to nothing', (_, before, spec) => {
  expect(effectsBetween(before, undefined)).toContain('stops-pods');
  expect(effectsBetween(before, { ...before, spec })).toContain('stops-pods');
});

const scaled = (spec: object, annotations: Record<string, string> = {}) => ({
  ...custom('keda.sh/v1alpha1', 'ScaledObject', spec),
  metadata: { name: 'web', namespace: 'shop', annotations },
});
const paused = { 'autoscaling.keda.sh/paused-replicas': '0' };

test.each([
  [
    'a pause of KEDA',
    scaled({}),
    scaled({}, paused),
    'no pod is left, as metadata.annotations["autoscaling.keda.sh/paused-replicas"] says',
  ],
  [
    'a new pause of KEDA',
    undefined,
    scaled({}, paused),
    'no pod is left, as metadata.annotations["autoscaling.keda.sh/paused-replicas"] says',
  ],
  [
    'a range of KEDA that begins at none',
    scaled({ minReplicaCount: 2 }),
    scaled({}),
    'no pod is left while there is nothing to do',
  ],
  [
    'a pause of a database',
    custom('psmdb.percona.com/v1', 'PerconaServerMongoDB', { pause: false }),
    custom('psmdb.percona.com/v1', 'PerconaServerMongoDB', { pause: true }),
    'no pod is left, as spec.pause says',
  ],
  [
    'a set of nodes without any',
    custom('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', { nodeSets: [{ name: 'data', count: 3 }] }),
    custom('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', { nodeSets: [{ name: 'data', count: 0 }] }),
    'no pod is left of nodeSets[data]',
  ],
])('stops all pods: %s', (_, before, after, message) => {
  expect(messages('stops-pods', before, after)).toEqual([message]);
});

test.each([
  ['a new database that is paused', undefined, custom('psmdb.percona.com/v1', 'PerconaServerMongoDB', { pause: true })],
  ['a range of KEDA that began at none', scaled({}), scaled({ pollingInterval: 5 })],
  ['a pause at a number of pods', scaled({}), scaled({}, { 'autoscaling.keda.sh/paused-replicas': '3' })],
])('stops no pods: %s', (_, before, after) => {
  expect(messages('stops-pods', before, after)).toEqual([]);
});

const shop = (name: string, replicas?: number, kind = 'Deployment') => {
  const template = { spec: { containers: [{ name: 'a', image: 'shop:1', args: ['serve', 'all'] }] } };
  return object(kind, { spec: { replicas, template } }, { name });
};

test.each([
  ['stops no pods under a new name that runs them', shop('web', 2), shop('web-v2', 2), []],
  ['stops no pods under a new name with the default of replicas', shop('web'), shop('web-v2'), []],
  ['stops no pods of a DaemonSet of a new name', shop('web', 1, 'DaemonSet'), shop('web-v2', 1, 'DaemonSet'), []],
  ['stops the pods of a new name without any', shop('web', 2), shop('web-v2', 0), ['its pods end with it']],
  [
    'stops the pods beside an object that runs another program',
    shop('web'),
    object('Deployment', {}, { name: 'x' }),
    ['its pods end with it'],
  ],
])('%s', (_, before, after, expected) => {
  expect(messages('stops-pods', before, after)).toEqual(expected);
});
