import { Findings } from '../../../lib/findings/findings';
import { expose, MongoExposure } from '../../../lib/mongo/expose/expose';
import { checkExposure, outsideHost, outsideMembers } from '../../../lib/mongo/expose/outside-hosts';
import { decided } from '../../../lib/props/schema';

const set = { ordinals: [0, 1], clusterDomain: 'cluster.local', tlsMode: 'require' } as const;

function exposed(given: MongoExposure) {
  return decided(expose, { expose: given }).expose;
}

function findings(given: MongoExposure, of: Partial<Parameters<typeof checkExposure>[2]> = {}): string[] {
  const found = new Findings();
  checkExposure(found, exposed(given), { ...set, ...of });
  return found.validate();
}

const balancers = (host: (ordinal: number) => unknown) =>
  ({ type: 'LoadBalancer', hosts: host as (ordinal: number) => string }) as const;
const ports = (host: (ordinal: number) => string) => ({ type: 'NodePort', hosts: host }) as const;

test('gives load balancers the port of mongod unless they have another', () => {
  const hosts = outsideMembers(
    exposed(balancers((ordinal) => `mongo-${ordinal}.example.com${ordinal ? ':27018' : ''}`)),
    set,
  );
  expect(hosts.map(outsideHost)).toEqual(['mongo-0.example.com:27017', 'mongo-1.example.com:27018']);
});

test('gives no member a name if one of them has none, or without the prop', () => {
  const one = exposed(balancers((ordinal) => (ordinal === 0 ? 'mongo-0.example.com' : '')));
  expect([outsideMembers(one, set), outsideMembers(undefined, set)]).toEqual([[], []]);
});

test('accepts names of their own behind load balancers, and one name with ports of their own at the nodes', () => {
  expect([
    findings(balancers((ordinal) => `mongo-${ordinal}.example.com`)),
    findings(ports((ordinal) => `nodes.example.com:${30017 + ordinal}`)),
  ]).toEqual([[], []]);
});

test.each(['off', 'allow', 'prefer', undefined] as const)('needs required TLS, not %s', (tlsMode) => {
  const got = tlsMode === undefined ? 'no tls' : `the mode "${tlsMode}"`;
  expect(
    findings(
      balancers((ordinal) => `mongo-${ordinal}.example.com`),
      { tlsMode },
    ),
  ).toEqual([
    `expose needs TLS, by which mongod tells clients outside of the cluster from those inside, got ${got}; write tls: { mode: "require", certificate }`,
  ]);
});

test.each<[string, MongoExposure, string]>([
  [
    'an address',
    balancers((ordinal) => `203.0.113.${ordinal}`),
    'expose.hosts(0) must be no address, which mongod refuses, got "203.0.113.0"; write a name of DNS, such as "mongo-0.example.com"',
  ],
  [
    'a name inside of the cluster',
    balancers((ordinal) => `mongo-${ordinal}.mongo.shop.svc.cluster.local`),
    'expose.hosts(0) must not be a name inside of the cluster, got "mongo-0.mongo.shop.svc.cluster.local"; write a name of DNS, such as "mongo-0.example.com"',
  ],
  [
    'a name in upper case',
    balancers((ordinal) => `Mongo-${ordinal}.example.com`),
    'expose.hosts(0) must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Mongo-0.example.com"; write "mongo-0-example-com"',
  ],
  [
    'another port than a number',
    balancers((ordinal) => `mongo-${ordinal}.example.com:mongodb`),
    'expose.hosts(0) must end with a port from 1 to 65535, got ":mongodb"; write ":" + 27017, or leave it out',
  ],
  [
    'no port of nodes',
    ports(() => 'nodes.example.com'),
    'expose.hosts(0) must end with a port from 30000 to 32767, got none; write ":" + (30017 + ordinal)',
  ],
  [
    'a port that nodes do not give',
    ports((ordinal) => `nodes.example.com:${27017 + ordinal}`),
    'expose.hosts(0) must end with a port from 30000 to 32767, got ":27017"; write ":" + (30017 + ordinal)',
  ],
])('refuses %s', (_, given, finding) => {
  expect(findings(given)[0]).toBe(finding);
});

test.each<[string, MongoExposure, string]>([
  [
    'one name for two load balancers',
    balancers((ordinal) => `mongo.example.com:${27017 + ordinal}`),
    'expose.hosts(1) must be a name of its own, for a load balancer of its own, got that of member 0; write (ordinal) => `mongo-${ordinal}.example.com`',
  ],
  [
    'one port for two members at the nodes',
    ports((ordinal) => `mongo-${ordinal}.example.com:30017`),
    'expose.hosts(1) must have a port of its own, got that of member 0; write (ordinal) => `nodes.example.com:${30017 + ordinal}`',
  ],
  [
    'a function that throws',
    balancers(() => {
      throw new Error('no zone');
    }),
    'expose.hosts(0) threw no zone',
  ],
  [
    'a function that returns no string',
    balancers(() => 7),
    'expose.hosts(0) must be a string, got 7; write "mongo-0.example.com"',
  ],
])('refuses %s, once', (_, given, finding) => {
  expect(findings(given)).toEqual([finding]);
});
