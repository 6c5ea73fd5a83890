import { plannedChanges } from '../../../lib/plan/plan';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoExposure } from '../../../lib/mongo/expose/expose';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { uniqueExternalHosts } from '../../../lib/rules/network/unique-external-hosts';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { findings } from '../../rule-findings';
import { only, refusal, rendered, yaml } from '../../rendered';
import { tlsManifests, tlsSet } from '../tls/tls-set';

const hosts = (ordinal: number): string => `mongo-${ordinal}.example.com`;
const balancers: MongoExposure = { type: 'LoadBalancer', hosts, sourceRanges: ['203.0.113.0/24'] };
const nodePorts: MongoExposure = { type: 'NodePort', hosts: (ordinal) => `nodes.example.com:${30017 + ordinal}` };

function outside(expose: MongoExposure, props: Partial<MongoStatefulSetProps> = {}): readonly KubernetesManifest[] {
  return tlsManifests('require', { members: 1, expose, ...props });
}

function services(manifests: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
  return manifests.filter(({ kind, metadata }) => kind === 'Service' && metadata.name.includes('-outside-'));
}

/** The ingress of clients outside, which follows that of clients inside. */
function ingress(manifests: readonly KubernetesManifest[]): unknown {
  return (only(manifests, 'NetworkPolicy')['spec'] as { ingress: unknown[] }).ingress[1];
}

test('gives each member a load balancer', () => {
  expect(
    yaml(services(outside({ ...balancers, class: 'example.com/lb', annotations: { 'example.com/tier': 'a' } }))),
  ).toMatchSnapshot();
});

test('gives each member a port of the nodes', () => {
  expect(yaml(services(outside(nodePorts)))).toMatchSnapshot();
});

test('has a Service for each member, the hidden ones too, for the server takes names for all or none', () => {
  const manifests = outside(balancers, { members: 3, nonVotingMembers: 1, memberOptions: { 3: { hidden: true } } });
  expect(services(manifests).map(({ metadata }) => metadata.name)).toEqual(
    [0, 1, 2, 3].map((ordinal) => `mongo-outside-${ordinal}`),
  );
});

test.each<[string, MongoExposure, unknown]>([
  ['of the clients that members see', balancers, [{ ipBlock: { cidr: '203.0.113.0/24' } }]],
  ['from anywhere without such', { ...balancers, sourceRanges: undefined }, undefined],
  ['from anywhere where members see nodes', { ...balancers, externalTrafficPolicy: 'Cluster' }, undefined],
  ['from anywhere at ports of nodes', nodePorts, undefined],
])('lets in connections %s', (_, expose, from) => {
  const ports = [{ port: 27017, protocol: 'TCP' }];
  expect(ingress(outside(expose))).toEqual(from === undefined ? { ports } : { from, ports });
});

test('has the certificate be for each name outside once', () => {
  const names = [balancers, nodePorts].map((expose) => {
    const certificate = only(outside(expose, { members: 3 }), 'Certificate');
    return (certificate['spec'] as { dnsNames: string[] }).dnsNames.slice(2);
  });
  expect(names).toEqual([[0, 1, 2].map(hosts), ['nodes.example.com']]);
});

test('tells the agents the hosts, in another revision of the topology', () => {
  const topologies = [outside(balancers), tlsManifests('require', { members: 1 })].map((manifests) => {
    const config = manifests.find(({ metadata }) => metadata.name === 'mongo-agent');
    const files = config?.['data'] as Record<string, string>;
    return (JSON.parse(files['desired.json'] ?? '') as { topology: { revision: string; outside?: string[] } }).topology;
  });
  expect(topologies.map((topology) => topology.outside)).toEqual([['mongo-0.example.com:27017'], undefined]);
  expect(new Set(topologies.map(({ revision }) => revision)).size).toBe(2);
});

test('merges overrides by ordinal', () => {
  const labels = { pool: 'a' };
  const manifests = outside(balancers, { overrides: { outsideServices: { 0: { metadata: { labels } } } } });
  expect(services(manifests)[0]?.metadata.labels).toMatchObject(labels);
});

const users = [{ roles: [{ role: 'readWrite', db: 'shop' }] as const }];

function connected(props: Partial<MongoStatefulSetProps>, connection: object): string {
  let text = '';
  rendered((chart) => {
    const credentials = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
    const mongo = tlsSet(chart, 'require', { users: users.map((user) => ({ credentials, ...user })), ...props });
    const uri = mongo.connection({ user: credentials, ...connection });
    text = `${uri.text('URI')} ${uri.endpoint === undefined ? 'outside' : 'inside'}`;
  });
  return text;
}

test('gives clients outside the names outside as seeds, without a hidden member, by TLS, and no endpoint in the cluster', () => {
  const memberOptions = { 2: { hidden: true } };
  expect(connected({ expose: balancers, memberOptions }, { from: 'outside' })).toMatch(
    /@mongo-0\.example\.com:27017,mongo-1\.example\.com:27017\/\?.*&tls=true&tlsCAFile=.* outside$/,
  );
});

test.each<[string, Partial<MongoStatefulSetProps>, object, string]>([
  [
    'a set without a way in',
    {},
    {},
    'connection.from needs a set with expose, got "outside"; write expose in the MongoStatefulSet',
  ],
  [
    'records of the cluster',
    { expose: balancers },
    { hosts: 'srv' },
    'connection.from needs seeds, because the records of hosts "srv" are of the cluster alone, got "outside"; leave out hosts',
  ],
])('refuses a connection from outside by %s', (_, props, given, finding) => {
  expect(refusal(() => connected(props, { from: 'outside', ...given }))).toContain(finding);
});

test('has two sets with one host refused, for external-dns would mix their members', () => {
  const one = services(outside(balancers));
  const other = one.map((each) => ({ ...each, metadata: { ...each.metadata, namespace: 'fleet' } }));
  const found = findings(uniqueExternalHosts, ...one, ...other).map((text) => text.split(' must ')[0]);
  const place = 'metadata.annotations["external-dns.alpha.kubernetes.io/hostname"]';
  expect(found).toEqual([one, other].map(([each]) => `[Service ${each?.metadata.namespace}/mongo-outside-0] ${place}`));
  expect(findings(uniqueExternalHosts, ...services(outside(balancers, { members: 3 })))).toEqual([]);
});

test('has plans mark the ways in from the internet that it opens', () => {
  const exposed = tlsManifests('require', { expose: { type: 'LoadBalancer', hosts } });
  const effects = plannedChanges(tlsManifests('require'), exposed).flatMap(({ after, effects: all }) =>
    all.map(({ effect, message }) => `${after?.metadata.name}: ${effect.id}: ${message}`),
  );
  expect(effects).toEqual([
    ...[0, 1, 2].map((ordinal) => `mongo-outside-${ordinal}: opens-to-internet: a load balancer lets in 0.0.0.0/0`),
    'mongo: opens-to-internet: port 27017 lets in anybody',
  ]);
});
