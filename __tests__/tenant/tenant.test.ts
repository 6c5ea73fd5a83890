import { App, Chart } from 'cdk8s';
import { noIsolatedPods } from '../../lib/rules/pods/no-isolated-pods';
import { field } from '../../lib/manifests/manifest';
import { render } from '../../lib/synth/render';
import { BackendService } from '../../lib/backend-service/backend-service';
import { MongoBackup } from '../../lib/mongo/backup/mongo-backup';
import { MongoSnapshots } from '../../lib/mongo/snapshots/mongo-snapshots';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { findings } from '../rule-findings';
import { TenantNamespace } from '../../lib/tenant/tenant';
import { kinds, only, refusal, rendered, yaml } from '../rendered';

test('is a namespace that admits only pods that meet Pod Security restricted', () => {
  expect(yaml(rendered((chart) => new TenantNamespace(chart, 'tenant')))).toMatchSnapshot();
});

test('has a quota and container defaults on request', () => {
  const manifests = rendered(
    (chart) =>
      new TenantNamespace(chart, 'tenant', {
        quota: { 'requests.cpu': '4000m', pods: '50' },
        containerDefaults: { requests: { cpu: '100m' }, limits: { memory: '256Mi' } },
      }),
  );
  expect(yaml(manifests.slice(1))).toMatchSnapshot();
});

test('leaves the NetworkPolicy out if a prop says so', () => {
  expect(kinds(rendered((chart) => new TenantNamespace(chart, 'tenant', { networkPolicy: false })))).toEqual([
    'Namespace',
  ]);
});

test('has an owner, labels and annotations on every object', () => {
  const props = { owner: 'shop-team', labels: { a: 'b' }, annotations: { c: 'd' }, quota: 's' } as const;
  const objects = rendered((chart) => new TenantNamespace(chart, 'tenant', props));
  expect(kinds(objects)).toEqual(['Namespace', 'NetworkPolicy', 'ResourceQuota', 'LimitRange']);
  for (const { metadata } of objects)
    expect(metadata).toMatchObject({ labels: { owner: 'shop-team', a: 'b' }, annotations: { c: 'd' } });
});

test('lets the pods of all constructs connect as without it, because each has a policy of its own', () => {
  const build = (chart: Chart, networkPolicy: boolean) => {
    new TenantNamespace(chart, 'tenant', { networkPolicy });
    const user = new SecretRef(chart, 'dumper', { keys: ['username', 'password'] });
    const mongo = new MongoStatefulSet(chart, 'mongo', {
      storage: { size: '1Gi' },
      keyfile: new SecretRef(chart, 'keyfile', { keys: ['keyfile'] }).key('keyfile'),
      users: [{ credentials: user, roles: [{ role: 'backup', db: 'admin' }] }],
    });
    const schedule = '0 3 * * *';
    new MongoBackup(chart, 'dumps', {
      mongo,
      user,
      schedule,
      storage: { size: '1Gi' },
      restore: { targetSet: 'mongo', user },
    });
    new MongoSnapshots(chart, 'snapshots', { mongo, user, schedule });
    const command = ['node', 'job.js'] as const;
    new BackendService(chart, 'api', {
      image: 'docker.io/demo/api:1.2.3',
      port: 8080,
      migration: { command },
      cronJobs: { report: { command, schedule } },
    });
  };
  const open = rendered((chart) => {
    build(chart, false);
  });
  const denied = rendered((chart) => {
    build(chart, true);
  });
  const added = denied.filter((object) => !open.some((other) => JSON.stringify(other) === JSON.stringify(object)));
  expect(added.map(({ metadata }) => metadata.name)).toEqual(['default-deny']);
  expect(findings(noIsolatedPods, ...denied)).toEqual([]);
});

test.each([
  ['s', { 'requests.cpu': '4', 'requests.memory': '8Gi', 'limits.memory': '16Gi', pods: '30' }],
  ['m', { 'requests.cpu': '16', 'requests.memory': '32Gi', 'limits.memory': '64Gi', pods: '100' }],
  ['l', { 'requests.cpu': '64', 'requests.memory': '128Gi', 'limits.memory': '256Gi', pods: '300' }],
] as const)('has the quota of the size %s, with resources of containers that have none', (quota, hard) => {
  const objects = rendered((chart) => new TenantNamespace(chart, 'tenant', { quota }));
  expect(field(only(objects, 'ResourceQuota'), 'spec', 'hard')).toMatchObject(hard);
  expect(field(only(objects, 'LimitRange'), 'spec', 'limits')).toEqual([
    { type: 'Container', default: { memory: '256Mi' }, defaultRequest: { cpu: '50m', memory: '64Mi' } },
  ]);
});

test('refuses a chart without a namespace', () => {
  const app = new App();
  new TenantNamespace(new Chart(app, 'shop'), 'tenant');
  expect(() => render(app)).toThrow(
    '[shop] namespace must be set, got none; write super(scope, id, { namespace: "user-admin" }) in the chart',
  );
});

test('refuses amounts that are none', () => {
  expect(refusal((chart) => new TenantNamespace(chart, 'tenant', { quota: { pods: 'many' } }))).toContain(
    '[shop/tenant] quota["pods"] must be a quantity, got "many"; write "10" or "4Gi"',
  );
});

test.each<[unknown, string]>([
  ['small', 'props must be an object, got "small"; write { quota }'],
  [{ quotas: {} }, 'quotas is no prop of a TenantNamespace; write "quota"'],
  [
    { quota: 'small' },
    'quota must be "s" or "m" or "l" or an object of strings, got "small"; write "m" or { pods: "50" }',
  ],
  [{ networkPolicy: 'no' }, 'networkPolicy must be true or false, got "no"'],
  [
    { labels: { 'app.kubernetes.io/managed-by': 'x' } },
    'labels["app.kubernetes.io/managed-by"] must not be a label that the construct sets itself, got "app.kubernetes.io/managed-by"; write another key',
  ],
  [{ quota: { pods: 50 } }, 'quota["pods"] must be a string, got 50; write "50"'],
  [{ containerDefaults: { cpu: '1' } }, 'containerDefaults.cpu is unknown; write one of requests, limits'],
  [{ kubernetes: 1.3 }, 'kubernetes must be a string, got 1.3; write "1.30"'],
])('refuses %j', (props, message) => {
  expect(refusal((chart) => new TenantNamespace(chart, 'tenant', props as object))).toContain(
    `[shop/tenant] ${message}`,
  );
});

test('refuses a program that does not fit into its quota', () => {
  const props = { image: 'docker.io/demo/api:1.2.3', port: 8080 };
  const program =
    (quota: 's' | Record<string, string>, replicas: number) =>
    (chart: Chart): void => {
      new TenantNamespace(chart, 'tenant', { quota });
      new BackendService(chart, 'api', { ...props, replicas });
    };
  expect(rendered(program('s', 8)).length).toBeGreaterThan(0);
  expect(refusal(program('s', 30))).toContain(
    '[shop/tenant/quota] spec.hard["pods"] must have room for one more pod of Deployment shop/api, whose rollouts wait for it with maxUnavailable 0, got 31 of 30: 30 and 1; write 31 or more, or fewer pods',
  );
  expect(refusal(program({ 'limits.cpu': '8' }, 9))).toContain('got 9 of 8: Deployment api 9 × 1');
});
