import { uniqueExternalHosts } from '../../../lib/rules/network/unique-external-hosts';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

interface Given {
  readonly host?: string;
  readonly selector?: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly protocol?: string;
  readonly type?: string;
  readonly namespace?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

function service(name: string, given: Given = {}): KubernetesManifest {
  const { host = 'db.example.com', selector = { app: name }, port = 27017, protocol, namespace = 'shop' } = given;
  const annotations = { 'external-dns.alpha.kubernetes.io/hostname': host, ...given.annotations };
  const spec = { type: given.type ?? 'LoadBalancer', selector, ports: [{ port, protocol }] };
  return object('Service', { spec }, { name, namespace, annotations });
}

const place = 'metadata.annotations["external-dns.alpha.kubernetes.io/hostname"]';
const refused = (name: string, other: string, host: string): string =>
  `[Service ${name}] ${place} must not be a host of Service ${other}, which has other pods at the same port, got "${host}"; write a host of its own (unique-external-hosts)`;

test('refuses one host of the load balancers of two sets of pods', () => {
  expect(findings(uniqueExternalHosts, service('orders'), service('fleet'))).toEqual([
    refused('shop/orders', 'shop/fleet', 'db.example.com'),
    refused('shop/fleet', 'shop/orders', 'db.example.com'),
  ]);
});

test('finds the host in a list, in other letters, in another namespace', () => {
  const both = [service('db'), service('db', { host: 'a.example.com, DB.example.com.', namespace: 'fleet' })];
  expect(findings(uniqueExternalHosts, ...both)).toEqual([
    refused('shop/db', 'fleet/db', 'db.example.com'),
    refused('fleet/db', 'shop/db', 'db.example.com'),
  ]);
});

const selector = { app: 'web', tier: 'a' };

test.each<[string, readonly KubernetesManifest[]]>([
  ['other hosts', [service('orders'), service('fleet', { host: 'fleet.example.com' })]],
  ['other ports, which may share an address', [service('http', { port: 80 }), service('https', { port: 443 })]],
  ['other protocols', [service('tcp', { port: 53 }), service('udp', { port: 53, protocol: 'UDP' })]],
  [
    'the same pods behind two load balancers',
    [service('one', { selector }), service('two', { selector: { tier: 'a', app: 'web' } })],
  ],
  ['one Service in two files', [service('orders'), service('orders')]],
  ['ports of the nodes, whose name is that of the nodes', [service('orders'), service('fleet', { type: 'NodePort' })]],
  [
    'records with weights',
    [service('orders'), service('fleet', { annotations: { 'external-dns.alpha.kubernetes.io/set-identifier': 'b' } })],
  ],
  ['Services without any host', ['orders', 'fleet'].map((name) => service(name, { host: '' }))],
])('accepts %s', (_, services) => {
  expect(findings(uniqueExternalHosts, ...services)).toEqual([]);
});

test('lets a Service through that says why', () => {
  const both = ['orders', 'fleet'].map((name) => optedOut(service(name), uniqueExternalHosts));
  expect(findings(uniqueExternalHosts, ...both)).toEqual([]);
});
