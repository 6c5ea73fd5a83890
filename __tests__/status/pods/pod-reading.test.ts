import { isReady, podReading } from '../../../lib/status/pods/pod-reading';
import { brokenCluster, live, object, said, view, warning } from '../played-view';

const logs = [
  {
    namespace: 'shop',
    pod: live('Pod', 'crash').metadata.name,
    container: 'main',
    isPrevious: false,
    lines: ['no such host mongo'],
  },
];

test.each([
  [
    'no-image',
    'image: pod no-image-756cc9b887-8bggx, container main: cannot pull docker.io/demo/none:1 from docker.io, the registry has no such image or tag; the pull secret pull does not exist > npx cdk8s-backend secrets dist',
  ],
  [
    'image-name',
    'image-name: pod image-name-89ddc7f6-px556, container main: docker.io/Demo/none:1 is no image, invalid reference format: repository name (Demo/none) must be lowercase > kubectl get pod image-name-89ddc7f6-px556 --output jsonpath={.spec.containers[*].image} --namespace shop',
  ],
  [
    'no-secret-6',
    'configuration: pod no-secret-69b5bdcf59-7pg9m, container main: the Secret absent does not exist > npx cdk8s-backend secrets dist',
  ],
  [
    'no-secret-key',
    'configuration: pod no-secret-key-5d7f4d4f97-rb8wh, container main: the Secret half has no key password > npx cdk8s-backend secrets dist',
  ],
  [
    'no-config-key',
    'configuration: pod no-config-key-c4f9644c5-cw84t, container main: the ConfigMap half has no key level > kubectl get configmap half --output yaml --namespace shop',
  ],
  [
    'no-config-file',
    'volume: pod no-config-file-785f687996-fk6sf: volume files: the ConfigMap absent does not exist > kubectl get configmap --namespace shop',
  ],
  [
    'root-user',
    'configuration: pod root-user-9f48bd588-k6z24, container main: runAsNonRoot is set, and docker.io/library/busybox:1.36 runs as root; set runAsUser, or a USER other than 0 in the image > docker image inspect docker.io/library/busybox:1.36 --format {{.Config.User}}',
  ],
  [
    'too-large',
    'unschedulable: pod too-large-68d4f55b48-dsfnc: no node takes it: 3 nodes: too little cpu free for its request of 100 > kubectl describe nodes',
  ],
  [
    'no-node',
    'unschedulable: pod no-node-56cb95c9dd-ms4b9: no node takes it: 3 nodes: without the labels of its nodeSelector disk=nvme > kubectl get nodes --show-labels',
  ],
  [
    'no-volume',
    'unschedulable: pod no-volume-f879c9bb9-8wpnt: no node takes it: claim no-class: its StorageClass none does not exist > kubectl get persistentvolumeclaims --namespace shop',
  ],
  [
    'not-ready',
    'probe: pod not-ready-557d7f8887-wmlnq, container main: readiness probe GET :8080/readyz fails, it answered 404 > kubectl logs not-ready-557d7f8887-wmlnq --container main --tail 20 --namespace shop',
  ],
  [
    'not-alive',
    'probe: pod not-alive-5975c65b49-xtk2d, container main: liveness probe of TCP port 9090 fails, connection refused: nothing listens there, so that the kubelet restarts it, 3 restarts > kubectl logs not-alive-5975c65b49-xtk2d --container main --previous --namespace shop',
  ],
  [
    'out-of-memory',
    'out-of-memory: pod out-of-memory-589c98958d-cqq94, container main: killed for using more memory than its limit of 16Mi, 3 restarts > kubectl logs out-of-memory-589c98958d-cqq94 --container main --namespace shop',
  ],
  [
    'crash',
    'crash: pod crash-5fcc7f6cbd-4kfbt, container main: ended with exit code 3, 3 restarts > kubectl logs crash-5fcc7f6cbd-4kfbt --container main --namespace shop',
  ],
  [
    'no-program',
    'start: pod no-program-7b7659b586-nbgpm, container main: docker.io/library/busybox:1.36 has no program /app/absent that can be run, 3 restarts > docker run --rm --interactive --tty --entrypoint sh docker.io/library/busybox:1.36',
  ],
  [
    'init-fails',
    'crash: pod init-fails-78857b57d5-cj2ch, init container schema: ended with exit code 4, 3 restarts > kubectl logs init-fails-78857b57d5-cj2ch --container schema --namespace shop',
  ],
])('says why the pod of %s is not ready, and what to type', (name, text) => {
  expect(said(podReading(live('Pod', name), brokenCluster))).toEqual([text]);
});

test('shows the last lines of the log of a container that has ended', () => {
  expect(podReading(live('Pod', 'crash'), { ...brokenCluster, logs }).troubles?.map((each) => each.lines)).toEqual([
    ['no such host mongo'],
  ]);
});

test('a pod that serves, or has done its work, is ready, and one that ends is not', () => {
  const healthy = live('Pod', 'healthy');
  expect(said(podReading(healthy, brokenCluster))).toEqual([]);
  expect(isReady(object('v1', 'Pod', 'done', { status: { phase: 'Succeeded' } }))).toBe(true);
  const ending = { ...healthy, metadata: { ...healthy.metadata, deletionTimestamp: '2026-11-27T14:41:00Z' } };
  expect(said(podReading(ending, brokenCluster))).toEqual([`waits: pod ${healthy.metadata.name}: is ending`]);
});

const running = (startedAt: string, more: object = {}) => ({
  name: 'main',
  state: { running: { startedAt } },
  lastState: {},
  restartCount: 0,
  ...more,
});
const pod = (status: object, container: object = {}) =>
  object('v1', 'Pod', 'web-1', { spec: { nodeName: 'node1', containers: [{ name: 'main', ...container }] }, status });

test('a container that was restarted after a failure is not ready until it has run for a while', () => {
  const after = (startedAt: string) =>
    pod({
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [running(startedAt, { ready: true, lastState: { terminated: { exitCode: 3 } } })],
    });
  expect(said(podReading(after('2026-11-27T14:41:07Z'), view()))).toEqual([
    'waits: pod web-1, container main: runs again since 3 s, after exit code 3',
  ]);
  expect(said(podReading(after('2026-11-27T14:40:00Z'), view()))).toEqual([]);
});

test.each([
  [{}, 'waits: pod web-1: starts on node1'],
  [
    { containerStatuses: [{ name: 'main', state: { waiting: { reason: 'ContainerCreating' } } }] },
    'waits: pod web-1: container main is being created (ContainerCreating)',
  ],
  [
    { containerStatuses: [running('2026-11-27T14:41:00Z')] },
    'waits: pod web-1: container main runs and is not ready yet',
  ],
  [
    { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory. Threshold quantity: 100Mi' },
    'pod-ended: pod web-1: has ended, Evicted: The node was low on resource: memory > kubectl describe pod web-1 --namespace shop',
  ],
  [{ phase: 'Unknown' }, 'pod-ended: pod web-1: its node node1 does not answer > kubectl get nodes'],
])('says what a pod of the status %j waits for', (status, text) => {
  const texts = said(podReading(pod(status), view())).map((each) =>
    each.replace('web-1, container', 'web-1: container'),
  );
  expect(texts).toEqual([text]);
});

test('says that a pod has no sandbox', () => {
  const creating = pod({ containerStatuses: [{ name: 'main', state: { waiting: { reason: 'ContainerCreating' } } }] });
  const message =
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox: no IP addresses available';
  const warnings = [warning(creating, 'FailedCreatePodSandBox', message)];
  expect(said(podReading(creating, view({ warnings })))).toEqual([
    'pod-ended: pod web-1: its network or sandbox cannot be made, rpc error: code = Unknown desc = failed to setup network for sandbox: no IP addresses available > kubectl describe pod web-1 --namespace shop',
  ]);
});
