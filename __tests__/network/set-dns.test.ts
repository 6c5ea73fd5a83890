import { App, Chart } from 'cdk8s';
import { BackendService } from '../../lib/backend-service/backend-service';
import { ClusterDns } from '../../lib/network/dns';
import { setDns } from '../../lib/network/dns';
import { field, listField } from '../../lib/manifests/manifest';
import { render } from '../../lib/synth/render';
import { MongoBackup } from '../../lib/mongo/backup/mongo-backup';
import { MongoSnapshots } from '../../lib/mongo/snapshots/mongo-snapshots';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../lib/secrets/secret-ref';

interface Own {
  readonly api?: ClusterDns;
  readonly mongo?: ClusterDns;
  readonly dumps?: ClusterDns;
}

/** The cluster's DNS by NetworkPolicy, of every construct that makes one. */
function asked(app: App, own: Own = {}, namespace = 'shop'): Record<string, unknown> {
  const chart = new Chart(app, 'shop', { namespace });
  fill(chart, own);
  const policies = render(app).filter(({ kind }) => kind === 'NetworkPolicy');
  return Object.fromEntries(
    policies.map((policy) => [policy.metadata.name, field(listField(policy, 'spec', 'egress')[0], 'to')]),
  );
}

function fill(chart: Chart, own: Own): void {
  new BackendService(chart, 'api', {
    image: 'docker.io/demo/api:1.2.3',
    port: 8080,
    migration: { command: ['node', 'migrate.js'] },
    cronJobs: { report: { schedule: '0 4 * * *', command: ['node', 'report.js'] } },
    dns: own.api,
  });
  const user = new SecretRef(chart, 'mongo-dumper', { keys: ['username', 'password'] });
  const mongo = new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '1Gi' },
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [{ credentials: user, roles: [{ role: 'backup', db: 'admin' }] }],
    dns: own.mongo,
  });
  const schedule = '0 3 * * *';
  new MongoBackup(chart, 'dumps', { mongo, user, schedule, storage: { size: '1Gi' }, dns: own.dumps });
  new MongoSnapshots(chart, 'snapshots', { mongo, user, schedule });
}

const namespaceSelector = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const openshift = [
  {
    namespaceSelector: namespaceSelector('openshift-dns'),
    podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
  },
];
const kubeDns = [
  { namespaceSelector: namespaceSelector('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
];

test('holds for every construct of an app that makes a NetworkPolicy', () => {
  const app = new App();
  setDns(app, 'openshift');
  expect(asked(app)).toEqual({
    api: openshift,
    'api-migration': openshift,
    'api-report': openshift,
    mongo: openshift,
    dumps: openshift,
    snapshots: openshift,
  });
});

test('comes after the prop of a construct; dumps and snapshots ask as their set does', () => {
  const app = new App();
  setDns(app, 'openshift');
  const bind = { peers: [{ namespaceName: 'bind' }] };
  expect(asked(app, { mongo: 'kube-dns', dumps: bind })).toEqual({
    api: openshift,
    'api-migration': openshift,
    'api-report': openshift,
    mongo: kubeDns,
    dumps: [{ namespaceSelector: namespaceSelector('bind') }],
    snapshots: kubeDns,
  });
  expect(asked(new App(), { api: 'kube-dns' })).toMatchObject({ api: kubeDns, 'api-migration': kubeDns });
});

test('holds for one chart alone', () => {
  const app = new App();
  for (const namespace of ['one', 'two']) {
    const chart = new Chart(app, namespace, { namespace });
    if (namespace === 'one') setDns(chart, 'kube-dns');
    new BackendService(chart, 'api', { image: 'docker.io/demo/api:1.2.3', port: 8080 });
  }
  const peers = render(app)
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map((policy) => listField(listField(policy, 'spec', 'egress')[0], 'to').length);
  expect(peers[0]).toBe(1);
  expect(peers[1]).toBeGreaterThan(1);
});

test('is refused once, where it is set, if it says nothing that is known', () => {
  const app = new App();
  setDns(app, 'coredns' as ClusterDns);
  expect(() => asked(app)).toThrow(
    '1 finding:\n[app] setDns must be "kube-dns" or "openshift" or "node-local" or "gke" or { peers, ports }, got "coredns"; write "kube-dns" or { peers: [{ cidr: "10.96.0.10/32" }], ports: [53] }',
  );
  const chartApp = new App();
  const chart = new Chart(chartApp, 'shop', { namespace: 'shop' });
  setDns(chart, { peers: [], ports: [53] });
  fill(chart, {});
  expect(() => render(chartApp)).toThrow(
    '1 finding:\n[shop] setDns.peers must not be empty, got []; write { peers: [{ cidr: "10.96.0.10/32" }], ports: [53] }',
  );
});

test('must be set before there is anything that asks', () => {
  const app = new App();
  new Chart(app, 'shop');
  expect(() => {
    setDns(app, 'openshift');
  }).toThrow('[app] setDns must come before all constructs, got 1 of them; move it to the beginning');
});
