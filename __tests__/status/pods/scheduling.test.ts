import { schedulingTroubles } from '../../../lib/status/pods/scheduling';
import { object, said, view } from '../played-view';

const pod = (message: string) =>
  object('v1', 'Pod', 'web-1', {
    spec: { containers: [{ resources: { requests: { memory: '64Gi' } } }], nodeSelector: { disk: 'nvme' } },
    status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }] },
  });

const taints = 'kubectl get nodes --output custom-columns=NAME:.metadata.name,TAINTS:.spec.taints';

// Messages of schedulers of Kubernetes 1.27 to 1.37.
test.each([
  [
    '0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 Insufficient memory. preemption: 0/4 nodes are available: 4 No preemption victims found for incoming pod.',
    [
      '3 nodes: too little memory free for its request of 64Gi > kubectl describe nodes',
      `1 node: a taint that it does not tolerate, {node-role.kubernetes.io/control-plane: } > ${taints}`,
    ],
  ],
  [
    '0/3 nodes are available: 3 node(s) had untolerated taint(s).',
    [`3 nodes: a taint that it does not tolerate > ${taints}`],
  ],
  ['0/1 nodes are available: 1 Too many pods.', ['1 node: no room for another pod > kubectl describe nodes']],
  ['0/3 nodes are available: 3 node(s) were unschedulable.', ['3 nodes: cordoned > kubectl get nodes']],
  [
    "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules.",
    ['3 nodes: excluded by affinity to other pods > kubectl get nodes --show-labels'],
  ],
  [
    "0/3 nodes are available: 3 node(s) didn't match pod topology spread constraints.",
    ['3 nodes: topologySpreadConstraints would be broken > kubectl get nodes --show-labels'],
  ],
  [
    '0/3 nodes are available: 3 node(s) had volume node affinity conflict.',
    ['3 nodes: its volume is on another node or in another zone > kubectl get persistentvolumes'],
  ],
  [
    "0/3 nodes are available: 3 node(s) didn't have free ports for the requested pod ports.",
    ['3 nodes: its hostPort is in use > kubectl describe nodes'],
  ],
  [
    'persistentvolumeclaim "data" not found',
    ['claim data does not exist > kubectl get persistentvolumeclaims --namespace shop'],
  ],
  [
    '0/3 nodes are available: a new reason.',
    ['0/3 nodes are available: a new reason > kubectl describe pod web-1 --namespace shop'],
  ],
])('says of %j what keeps the nodes', (message, texts) => {
  expect(said({ troubles: schedulingTroubles(pod(message), view()) })).toEqual(
    texts.map((text) => `unschedulable: pod web-1: no node takes it: ${text}`),
  );
});

test('names a taint that the scheduler does not name', () => {
  const node = object('v1', 'Node', 'node1', {
    spec: { taints: [{ key: 'disk', value: 'full', effect: 'NoSchedule' }] },
  });
  const kept = pod('0/3 nodes are available: 3 node(s) had untolerated taint(s).');
  expect(said({ troubles: schedulingTroubles(kept, view({ objects: [node] })) })).toEqual([
    `unschedulable: pod web-1: no node takes it: 3 nodes: a taint that it does not tolerate, disk=full:NoSchedule > ${taints}`,
  ]);
});
