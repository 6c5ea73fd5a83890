import { Chart } from 'cdk8s';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { MongoSnapshots, MongoSnapshotsProps } from '../../../lib/mongo/snapshots/mongo-snapshots';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { only, refusal, rendered, yaml } from '../../rendered';

function build(chart: Chart, props: object = {}, set: Partial<MongoStatefulSetProps> = {}): void {
  const user = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
  const mongo = new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '20Gi' },
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [{ credentials: user, roles: [{ role: 'readWrite', db: 'shop' }] }],
    ...set,
  });
  const given = { schedule: '0 * * * *', ...props } as Omit<MongoSnapshotsProps, 'mongo' | 'user'>;
  new MongoSnapshots(chart, 'mongo-snapshots', { mongo, user, ...given });
}

function snapshots(props: object = {}, set: Partial<MongoStatefulSetProps> = {}): readonly KubernetesManifest[] {
  return rendered((chart) => {
    build(chart, props, set);
  }).filter(({ metadata }) => metadata.name.startsWith('mongo-snapshots'));
}

test('is a CronJob that may make and remove snapshots, and do nothing else', () => {
  expect(yaml(snapshots().filter(({ kind }) => kind !== 'ConfigMap'))).toMatchSnapshot();
});

test('may make snapshots, look at them and remove them', () => {
  expect(only(snapshots(), 'Role')['rules']).toEqual([
    {
      apiGroups: ['snapshot.storage.k8s.io'],
      resources: ['volumesnapshots'],
      verbs: ['create', 'get', 'list', 'delete'],
    },
  ]);
});

test('knows its own snapshots by their label', () => {
  const { 'snapshots.json': text, ...programs } = only(snapshots({ className: 'fast' }), 'ConfigMap')['data'] as Record<
    string,
    string
  >;
  expect(JSON.parse(text ?? '')).toMatchObject({
    namespace: 'shop',
    set: 'mongo',
    selector: 'app=mongo-snapshots',
    labels: { app: 'mongo-snapshots' },
    className: 'fast',
    keep: 7,
    readySeconds: 3600,
  });
  expect(Object.keys(programs)).toEqual(['jobs.js']);
});

test('reaches the API server where the set does', () => {
  const apiServer = { cidrs: ['10.96.0.1/32'], ports: [6443] };
  const policy = only(snapshots({}, { apiServer }), 'NetworkPolicy');
  expect(policy).toHaveProperty('spec.egress.2', {
    to: [{ ipBlock: { cidr: '10.96.0.1/32' } }],
    ports: [{ port: 6443, protocol: 'TCP' }],
  });
});

test.each<[string, object, Partial<MongoStatefulSetProps>, string]>([
  [
    'a set with its journal elsewhere',
    {},
    { storage: { size: '20Gi', journal: { size: '1Gi' } } },
    '[shop/mongo-snapshots] mongo must have its journal on the volume of its data, got storage.journal: snapshots of two volumes are not of one moment; use a MongoBackup',
  ],
  [
    'no snapshot kept',
    { retainLast: 0 },
    {},
    '[shop/mongo-snapshots] retainLast must be an integer from 1, got 0; write 1',
  ],
  [
    'less than a minute',
    { readySeconds: 5 },
    {},
    '[shop/mongo-snapshots] readySeconds must be an integer from 60, got 5; write 60',
  ],
  [
    'a class that cannot be',
    { className: 'Fast' },
    {},
    '[shop/mongo-snapshots] className must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Fast"; write "fast"',
  ],
])('refuses %s', (_, props, set, message) => {
  const text = refusal((chart) => {
    build(chart, props, set);
  });
  expect(text).toContain(message);
});

test('refuses a user that the set does not make, where it is written', () => {
  const text = refusal((chart) => {
    build(chart, { user: new SecretRef(chart, 'stranger', { keys: ['username', 'password'] }) });
  });
  expect(text.split('\n').slice(1)).toEqual([
    '[shop/mongo-snapshots] user must be one of the set\'s users ("mongo-shop"), got "stranger"; add it to the set\'s users',
  ]);
});

test.each<[string, unknown, string[]]>([
  ['nothing', undefined, ['props must be an object, got undefined; write { mongo, user, schedule }']],
  [
    'of none that is needed',
    { retainLst: 3, className: [] },
    [
      'retainLst is no prop of a MongoSnapshots; write "retainLast"',
      'mongo must be a MongoStatefulSet, got undefined; write new MongoStatefulSet(chart, "mongo", …)',
      'user must be a SecretRef, got undefined; write new SecretRef(chart, "mongo-dumper", { keys: ["username", "password"] })',
      'schedule must be a string, got undefined; write "0 3 * * *"',
      'className must be a string, got a list',
    ],
  ],
])('reports props that are %s, and crashes at none', (_, given, findings) => {
  const text = refusal((chart) => {
    new MongoSnapshots(chart, 'mongo-snapshots', given as MongoSnapshotsProps);
  });
  expect(text.split('\n').slice(1)).toEqual(findings.map((finding) => `[shop/mongo-snapshots] ${finding}`));
});
