import {
  containerImages,
  cpuText,
  hasPods,
  podCount,
  podRequests,
  podsText,
  requestTexts,
  workloadNode,
} from '../../lib/topology/workloads';
import { deployment, object } from '../manifests';
import { objects, shop } from './shop';

test.each([
  ['a backend', deployment({ image: 'docker.io/demo/api:1' }), 'workload', ['1 pod', 'api:1']],
  [
    'a database by its image',
    deployment({ image: 'docker.io/bitnami/postgresql:16' }),
    'database',
    ['1 pod', 'postgresql:16'],
  ],
  [
    'a digest',
    deployment({ image: `api@sha256:${'ab'.repeat(32)}` }),
    'workload',
    ['1 pod', 'api@sha256:abababababab'],
  ],
  [
    'a CronJob',
    object('CronJob', {
      spec: { schedule: '0 3 * * *', suspend: true, jobTemplate: { spec: { template: { spec: {} } } } },
    }),
    'job',
    ['suspended, 0 3 * * *'],
  ],
  ['a Job', { ...object('Job', { spec: { template: {} } }), apiVersion: 'batch/v1' }, 'job', ['runs once']],
  [
    'a DaemonSet',
    { ...object('DaemonSet', { spec: { template: {} } }), apiVersion: 'apps/v1' },
    'workload',
    ['a pod on each node'],
  ],
  ['a Pod', object('Pod', { spec: { containers: [] } }), 'workload', ['1 pod']],
  [
    'a database of an operator',
    { ...object('Cluster', { spec: { instances: 3 } }), apiVersion: 'postgresql.cnpg.io/v1' },
    'database',
    [],
  ],
])('draws %s', (_, workload, role, facts) => {
  const node = workloadNode(workload, [workload]);
  expect([hasPods(workload), node.role, node.facts]).toEqual([true, role, facts]);
});

test('says how many pods there are, and what each requests', () => {
  const api = shop.find(({ kind }) => kind === 'Deployment') ?? deployment({});
  expect([podsText(api, shop), podCount(api), podRequests(api, shop), requestTexts(api, shop)]).toEqual([
    '2 to 6 pods',
    1,
    { cpu: 0.5, memory: 2 ** 30 },
    ['500m cpu', '1Gi memory'],
  ]);
  expect([containerImages(api), cpuText(1.5)]).toEqual([['registry.example.com/shop/api:1.2.3'], '1500m']);
});

test('counts what a LimitRange gives', () => {
  const web = deployment({ image: 'a:1' });
  const [range] = objects(
    '{ apiVersion: v1, kind: LimitRange, metadata: { name: a, namespace: shop }, spec: { limits: [{ type: Container, defaultRequest: { cpu: 100m } }] } }',
  );
  expect(requestTexts(web, range === undefined ? [] : [web, range])).toEqual(['100m cpu']);
});

test('takes a Service for none', () => {
  expect(hasPods(object('Service'))).toBe(false);
});
