import { StatusCluster } from '../../../lib/commands/status/status-cluster';
import { topologyAnnotation } from '../../../lib/mongo/agent/contract';
import { object, view } from '../../status/played-view';
import { temporaryDirectory } from '../../temporary-directory';
import { answeringKubectl, Answers } from './status-kubectl';

const cluster = new StatusCluster({ name: 'kind-dev', server: '' });
const list = (...items: readonly object[]) => ({ output: { kind: 'List', items } });
const config = object('v1', 'ConfigMap', 'a');
const widget = object('example.com/v1', 'Widget', 'w');
const forbidden = (type: string) => ({
  complaint: `Error from server (Forbidden): ${type} is forbidden: User "ci" cannot list resource "${type}"`,
});

async function read(wanted: readonly ReturnType<typeof object>[], answers: Answers) {
  const calls = answeringKubectl(temporaryDirectory(), answers);
  const { view: seen, complaints } = await cluster.read(wanted, 'dist');
  const names = seen.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  return { names, unread: [...seen.unread], unserved: [...seen.unserved], complaints, calls: calls() };
}

test('reads all kinds of a namespace in one run of kubectl, and those of the constructs by their label in another', async () => {
  const wanted = [config, object('v1', 'Service', 'web')];
  expect(await read(wanted, { 'get configmap,service,pod,persistentvolumeclaim': list(config) })).toEqual({
    names: ['ConfigMap a'],
    unread: ['IngressClass ', 'StorageClass ', 'Node '],
    unserved: [],
    complaints: [],
    calls: [
      'get configmap,service,pod,persistentvolumeclaim --namespace shop --ignore-not-found --output json',
      expect.stringMatching(
        /^get serviceaccount,.*,rolebinding\.rbac\.authorization\.k8s\.io --selector app\.kubernetes\.io\/managed-by=cdk8s-backend --namespace shop/,
      ),
    ],
  });
});

test('reads each kind by itself where one may not be read, or is not known', async () => {
  const answers = {
    'get configmap,widget.example.com': forbidden('widgets'),
    'get configmap --': list(config),
    'get widget.example.com --': { complaint: 'error: the server doesn\'t have a resource type "widget"' },
    'get secrets': forbidden('secrets'),
  };
  expect(await read([config, widget, object('v1', 'Secret', 's')], answers)).toMatchObject({
    names: ['ConfigMap a'],
    unread: ['Secret shop', 'IngressClass ', 'StorageClass ', 'Node '],
    unserved: ['Widget'],
    complaints: ['Error from server (Forbidden): secrets is forbidden: User "ci" cannot list resource "secrets"'],
  });
});

test('reads the names of Secrets, and no values', async () => {
  const { names, calls } = await read([object('v1', 'Secret', 's')], {
    'get secrets': { output: 's   Opaque   1   5m\nt   Opaque   2   5m\n' },
  });
  expect([names, calls[0]]).toEqual([['Secret s', 'Secret t'], 'get secrets --no-headers --namespace shop']);
});

test('throws if the cluster does not answer', async () => {
  answeringKubectl(temporaryDirectory(), { get: { complaint: 'Unable to connect to the server: no' } });
  await expect(cluster.read([config], 'dist')).rejects.toThrow(
    '[kubectl] does not answer, Unable to connect to the server: no; see whether the cluster is up and you have access to it, or choose another with --context',
  );
});

const member = object('v1', 'Pod', 'mongo-0', { metadata: { annotations: { [topologyAnnotation]: 'a' } } });
async function explained(answers: Answers, parts: Parameters<typeof view>[0] = {}) {
  const calls = answeringKubectl(temporaryDirectory(), answers);
  const log = { namespace: 'shop', pod: 'web-1', container: 'web', isPrevious: true };
  const questions = { warnings: ['shop'], logs: [log], members: [member] };
  const result = await cluster.explain(
    view({ unread: new Set(['IngressClass ', 'StorageClass ']), ...parts }),
    questions,
  );
  return { ...result.view, complaints: result.complaints, calls: calls() };
}

test('reads events, logs and what agents answer', async () => {
  const answers = {
    'get events': list(object('v1', 'Event', 'e')),
    'logs web-1 --container web --tail 5 --previous': { output: 'one\n\ntwo\n' },
    'logs mongo-0 --container agent --tail 1': { output: '{"kind":"idle"}\n' },
  };
  expect(await explained(answers)).toMatchObject({
    warnings: [{ kind: 'Event' }],
    logs: [{ pod: 'web-1', lines: ['one', 'two'] }],
    decisions: [{ namespace: 'shop', pod: 'mongo-0', decision: { kind: 'idle' } }],
    complaints: [],
  });
});

test('does without logs that may not be read, or are none of an agent', async () => {
  expect(await explained({ logs: forbidden('pods/log') })).toMatchObject({
    logs: [{ lines: [] }],
    decisions: [],
    complaints: [],
  });
  expect(await explained({ logs: { output: 'no JSON' } })).toMatchObject({
    logs: [{ lines: ['no JSON'] }],
    decisions: [],
  });
});

test('reads classes where something depends on them, and knows when it may not', async () => {
  const ingress = object('networking.k8s.io/v1', 'Ingress', 'web');
  const none = await explained({}, { wanted: [ingress] });
  expect([[...none.unread], none.calls.some((line) => line.includes('storageclass'))]).toEqual([
    ['StorageClass '],
    false,
  ]);
  const claim = object('v1', 'PersistentVolumeClaim', 'data', { status: { phase: 'Pending' } });
  const refused = await explained({ 'get storageclass': forbidden('storageclasses') }, { objects: [claim] });
  expect([[...refused.unread], refused.complaints]).toEqual([
    ['IngressClass ', 'StorageClass '],
    ['Error from server (Forbidden): storageclasses is forbidden: User "ci" cannot list resource "storageclasses"'],
  ]);
});

test('reads nodes where taints keep a pod from them', async () => {
  const waiting = (message: string) =>
    object('v1', 'Pod', 'web-1', {
      status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }] },
    });
  const readNodes = async (message: string) =>
    (await explained({}, { objects: [waiting(message)] })).calls.filter((line) => line.startsWith('get node'));
  expect(await readNodes('0/1 nodes are available: 1 Insufficient cpu.')).toEqual([]);
  expect(await readNodes('0/1 nodes are available: 1 node(s) had untolerated taint(s).')).toEqual([
    'get node --ignore-not-found --output json',
  ]);
});

test('says that events may not be read', async () => {
  expect((await explained({ 'get events': forbidden('events') })).complaints).toEqual([
    'some causes are not known: Error from server (Forbidden): events is forbidden: User "ci" cannot list resource "events"',
  ]);
});
