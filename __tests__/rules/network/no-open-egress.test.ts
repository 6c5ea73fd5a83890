import { noOpenEgress } from '../../../lib/rules/network/no-open-egress';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

function policy(...egress: readonly object[]): KubernetesManifest {
  return { ...object('NetworkPolicy', { spec: { podSelector: {}, egress } }), apiVersion: 'networking.k8s.io/v1' };
}

const ports = (...numbers: readonly number[]) => ({ ports: numbers.map((port) => ({ port, protocol: 'TCP' })) });
const block = 'to: [{ ipBlock: { cidr: "10.0.0.1/32" } }]';
const advice = `name the CIDR blocks or peers, such as ${block} (no-open-egress)`;

test('finds egress to ports of any address, and names the prop of a set for those of the API server', () => {
  expect(
    findings(noOpenEgress, policy({ ...ports(80), to: [{ podSelector: {} }] }, ports(443, 6443), ports(5432))),
  ).toEqual([
    `[NetworkPolicy shop/web] spec.egress[1] must name its addresses, got any at ports 443, 6443; write ${block} with those of the Service kubernetes, or apiServer: { cidrs: ["10.0.0.1/32"] } of a MongoStatefulSet (no-open-egress)`,
    `[NetworkPolicy shop/web] spec.egress[2] must name its addresses, got any at port 5432; ${advice}`,
  ]);
});

test.each([
  ['a range of ports that begins with DNS', { ports: [{ port: 53, endPort: 65535 }] }, 'any at ports 53-65535'],
  ['all ports of a protocol', { ports: [{ protocol: 'TCP' }] }, 'any at all TCP ports'],
  [
    'ports and all of another protocol',
    { ports: [{ port: 80 }, { port: 90, endPort: 99 }, { protocol: 'UDP' }] },
    'any at ports 80, 90-99 and all UDP ports',
  ],
  ['a name', { ports: [{ port: 'dns', protocol: 'UDP' }] }, 'any at port dns'],
  ['a block of all', { ...ports(80), to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }, '0.0.0.0/0 at port 80'],
  ['HTTPS, which is not the API server alone', ports(443), 'any at port 443'],
])('finds egress to any address at %s', (_, rule, got) => {
  expect(findings(noOpenEgress, policy(rule))).toEqual([
    `[NetworkPolicy shop/web] spec.egress[0] must name its addresses, got ${got}; ${advice}`,
  ]);
});

test('names the prop for HTTPS of a policy of a set', () => {
  const labels = { 'app.kubernetes.io/component': 'database' };
  const ofSet = { ...policy(ports(443)), metadata: { name: 'mongo', namespace: 'shop', labels } };
  expect(findings(noOpenEgress, ofSet).join()).toContain('apiServer: { cidrs: ["10.0.0.1/32"] } of a MongoStatefulSet');
});

test.each<[string, KubernetesManifest]>([
  ['a block of addresses', policy({ ...ports(443), to: [{ ipBlock: { cidr: '203.0.113.0/24' } }] })],
  [
    'all addresses but some',
    policy({ ...ports(443), to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }),
  ],
  ['DNS', policy(ports(53))],
  ['DNS as a range', policy({ ports: [{ port: 53, endPort: 53 }] })],
  ['no ports', policy({})],
  ['no rule', policy()],
  ['another object', object('Job', { spec: { egress: [ports(443)] } })],
  ['an annotation with the reason', optedOut(policy(ports(443)), noOpenEgress, 'a managed control plane')],
])('finds nothing with %s', (_, manifest) => {
  expect(findings(noOpenEgress, manifest)).toEqual([]);
});

test('reports notes', () => {
  expect(noOpenEgress.level).toBe('note');
});
