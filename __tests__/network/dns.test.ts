import { ClusterDns, dnsChoice, dnsEgress } from '../../lib/network/dns';
import { issuesOf } from '../props/issues-of';

interface Asked {
  readonly pods?: readonly [namespace: string, labels: Readonly<Record<string, string>>];
  readonly address?: string;
  readonly port: number;
}

const kubeDns: Asked = { pods: ['kube-system', { 'k8s-app': 'kube-dns', 'pod-template-hash': 'x' }], port: 53 };
const openshift: Asked = {
  pods: ['openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' }],
  port: 5353,
};
const cachePods: Asked = { pods: ['kube-system', { 'k8s-app': 'node-local-dns' }], port: 53 };
const cacheAddress: Asked = { address: '169.254.20.10', port: 53 };
const cacheAtTheServiceAddress: Asked = { address: '10.96.0.10', port: 53 };
const cacheOnGke: Asked = { address: '34.118.224.10', port: 53 };
const cloudDns: Asked = { address: '169.254.169.254', port: 53 };
const everything = [
  kubeDns,
  openshift,
  cachePods,
  cacheAddress,
  cacheAtTheServiceAddress,
  cacheOnGke,
  cloudDns,
] as const;

/** Whether a policy with the rule of a setting lets a pod ask, over both protocols. */
function isLetOut(dns: ClusterDns | undefined, { pods, address, port }: Asked): boolean {
  const { to = [], ports = [] } = dnsEgress(dns);
  const isPort = ['UDP', 'TCP'].every((protocol) =>
    ports.some((one) => one.protocol === protocol && one.port === port),
  );
  return (
    isPort &&
    to.some(({ ipBlock, namespaceSelector, podSelector }) => {
      if (ipBlock !== undefined) return address !== undefined && isWithin(address, ipBlock.cidr);
      const [namespace, labels = {}] = pods ?? [];
      return (
        namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] === namespace &&
        Object.entries(podSelector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
      );
    })
  );
}

function isWithin(address: string, cidr: string): boolean {
  const bits = (text: string): string =>
    text
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  const [network = '', length] = cidr.split('/');
  return bits(address).startsWith(bits(network).slice(0, Number(length)));
}

test.each<[ClusterDns | undefined, readonly Asked[]]>([
  [undefined, everything],
  ['kube-dns', [kubeDns]],
  ['openshift', [openshift]],
  ['node-local', [kubeDns, cacheAddress, cacheAtTheServiceAddress, cloudDns]],
  ['gke', [kubeDns, cachePods, cacheAddress, cacheAtTheServiceAddress, cacheOnGke, cloudDns]],
])('lets pods ask, with %j, the servers of such clusters and no others', (dns, servers) => {
  expect(everything.filter((server) => isLetOut(dns, server))).toEqual(servers);
});

test('lets pods ask nothing at other ports, and nothing outside of private networks', () => {
  for (const dns of [undefined, 'kube-dns', 'openshift', 'node-local', 'gke'] as const) {
    expect(isLetOut(dns, { ...cloudDns, port: 80 })).toBe(false);
    expect(isLetOut(dns, { address: '8.8.8.8', port: 53 })).toBe(false);
    expect(isLetOut(dns, { pods: ['shop', { 'k8s-app': 'kube-dns' }], port: 53 })).toBe(false);
  }
});

test('selects servers by namespace, by labels and by address, at the ports that they have', () => {
  const peers = [
    { namespaceName: 'dns' },
    { namespaceName: 'dns', podLabels: { app: 'bind' } },
    { cidr: '10.7.0.10/32' },
  ];
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'dns' } };
  expect(dnsEgress({ peers, ports: [5300] })).toEqual({
    to: [
      { namespaceSelector },
      { namespaceSelector, podSelector: { matchLabels: { app: 'bind' } } },
      { ipBlock: { cidr: '10.7.0.10/32' } },
    ],
    ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 5300 })),
  });
  expect(dnsEgress({ peers }).ports?.map(({ port }) => port)).toEqual([53, 53]);
});

const example = '{ peers: [{ cidr: "10.96.0.10/32" }], ports: [53] }';
const wanted = '"kube-dns" or "openshift" or "node-local" or "gke" or { peers, ports }';
const peers = [{ cidr: '10.96.0.10/32' }];

test.each<[unknown, string[]]>([
  ['kube-dns', []],
  [{ peers }, []],
  ['coredns', [`it must be ${wanted}, got "coredns"; write "kube-dns" or ${example}`]],
  [['kube-dns'], [`it must be ${wanted}, got a list; write "kube-dns" or ${example}`]],
  [{ peer: [] }, ['it.peer is unknown; write "peers"']],
  [{ peers: [] }, [`it.peers must not be empty, got []; write ${example}`]],
  [{ peers, ports: [] }, ['it.ports must not be empty, got []; write [53]']],
  [{ peers, ports: [0] }, ['it.ports[0] must be an integer from 1 to 65535, got 0; write 1']],
  [
    { peers: [{ cidr: '10.96.0.10' }] },
    ['it.peers[0].cidr must be a CIDR block, got "10.96.0.10"; write "203.0.113.0/24"'],
  ],
  [
    { peers: [...peers, { namespaceName: 'kube system', podLabels: { a: 'b c' } }] },
    [
      'it.peers[1].namespaceName must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "kube system"; write "kube-system"',
      'it.peers[1].podLabels["a"] must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, got "b c"',
    ],
  ],
])('of %j finds %j', (given, issues) => {
  expect(issuesOf(dnsChoice, given)).toEqual(issues);
});
