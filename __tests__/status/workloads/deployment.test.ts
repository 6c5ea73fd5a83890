import { deploymentReading, podsOfDeployment } from '../../../lib/status/workloads/deployment';
import { brokenCluster, live, object, said, view } from '../played-view';

test.each([
  [
    'over-quota',
    'ResourceQuota gpus has requests.example.com/gpu=1, requests.example.com/gpu=0 is used, and a pod needs requests.example.com/gpu=2',
  ],
  ['no-account', 'the ServiceAccount absent does not exist'],
])('says why the pods of %s are refused', (name, why) => {
  const { troubles = [], progress } = deploymentReading(live('Deployment', name), brokenCluster);
  expect([troubles.map(({ text }) => text), progress]).toEqual([
    [`its pods are refused: ${why}`],
    { done: 0, of: 1, what: 'pods ready' },
  ]);
});

test('finds its pods by the name of their ReplicaSet', () => {
  const names = podsOfDeployment(live('Deployment', 'no-secret'), brokenCluster).map(({ metadata }) => metadata.name);
  expect(names).toHaveLength(1);
  expect(names[0]).toMatch(/^no-secret-(?!key)/);
});

const web = (status: object, spec: object = {}, generation = 1) =>
  object('apps/v1', 'Deployment', 'web', {
    metadata: { generation },
    spec: { replicas: 3, ...spec },
    status: { observedGeneration: 1, ...status },
  });
const all = { replicas: 3, updatedReplicas: 3, availableReplicas: 3 };

test.each([
  ['is ready', web(all), []],
  ['was not seen', web(all, {}, 2), ['waits: its controller has not seen the newest version yet']],
  ['is new', web({}), ['waits: 0 of 3 pods exist']],
  ['rolls out', web({ ...all, updatedReplicas: 1 }), ['waits: 1 of 3 pods have the newest template']],
  ['ends old pods', web({ ...all, replicas: 4 }), ['waits: 1 pod of an earlier template end']],
  [
    'waits for minReadySeconds',
    web({ ...all, availableReplicas: 2 }),
    ['waits: its pods are ready, but not for minReadySeconds yet'],
  ],
  ['is scaled to 0', web({}, { replicas: 0 }), []],
])('reads a Deployment that %s', (_, deployment, texts) => {
  expect(said(deploymentReading(deployment, view()))).toEqual(texts);
});

test('the progress deadline is a trouble where nothing else explains it', () => {
  const late = { conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] };
  expect(said(deploymentReading(web({ ...all, availableReplicas: 2, ...late }), view()))[0]).toBe(
    'rollout: no progress for 600 s > kubectl describe deployment.apps web --namespace shop',
  );
  expect(said(deploymentReading(web({ ...all, ...late }), view()))).toEqual([]);
});
