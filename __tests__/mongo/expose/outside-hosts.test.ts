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

const name = 'must be a full DNS name in lower case, without a scheme';
const inside = 'must not be a name inside of the cluster';
const address = 'must be no address, which mongod refuses';
const port = 'must end with a port from 1 to 65535';

test.each<[string, string, string]>([
  ['an address', '203.0.113.7', address],
  ['an address with a port', '203.0.113.7:27017', address],
  ['an address of IPv6', '2001:db8::7', address],
  ['an address of IPv6 with a port', '[2001:db8::7]:27017', address],
  ['a part of an address', '10.7', address],
  ['a name inside of the cluster', 'mongo-0.mongo.shop.svc.cluster.local', inside],
  ['the short form of a name inside', 'mongo-0.mongo.shop.svc', inside],
  ['a single label, which resolvers look for in domains of their own', 'mongo-0', name],
  ['the name by which every client means itself', 'localhost', name],
  ['a name in upper case', 'Mongo-0.example.com', name],
  ['a wildcard', '*.example.com', name],
  ['the dot of the root', 'mongo-0.example.com.', name],
  ['a label that is longer than DNS allows', `${'m'.repeat(64)}.example.com`, name],
  ['a scheme', 'mongodb://mongo-0.example.com', name],
  ['two ports', 'mongo-0.example.com:1:2', name],
  ['another port than a number', 'mongo-0.example.com:mongodb', port],
  ['a port of nothing', 'mongo-0.example.com:', port],
])('refuses %s', (_, host, want) => {
  expect(
    findings(
      balancers(() => host),
      { ordinals: [0] },
    ),
  ).toEqual([`expose.hosts(0) ${want}, got "${host}"; write (ordinal) => \`mongo-\${ordinal}.example.com\``]);
});

test.each(['nodes.example.com', 'nodes.example.com:27017', 'nodes.example.com:32768'])(
  'refuses %s, which has no port that nodes give',
  (host) => {
    expect(
      findings(
        ports(() => host),
        { ordinals: [0] },
      ),
    ).toEqual([
      `expose.hosts(0) must end with a port from 30000 to 32767, got "${host}"; write (ordinal) => \`nodes.example.com:\${30017 + ordinal}\``,
    ]);
  },
);

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
    'expose.hosts(0) must be a string, got 7; write (ordinal) => `mongo-${ordinal}.example.com`',
  ],
  [
    'a function that promises a string',
    balancers(() => Promise.resolve('mongo-0.example.com')),
    'expose.hosts(0) must be a string, got a Promise; write (ordinal) => `mongo-${ordinal}.example.com`',
  ],
])('refuses %s, once', (_, given, finding) => {
  expect(findings(given)).toEqual([finding]);
});
