import { noOpenEgress } from '../../../lib/rules/network/no-open-egress';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

function policy(...egress: readonly object[]): KubernetesManifest {
  return { ...object('NetworkPolicy', { spec: { podSelector: {}, egress } }), apiVersion: 'networking.k8s.io/v1' };
}

const ports = (...numbers: readonly number[]) => ({ ports: numbers.map((port) => ({ port, protocol: 'TCP' })) });
const block = 'to: [{ ipBlock: { cidr: "10.0.0.1/32" } }]';

test('finds egress to ports of any address, and names the prop of a set for those of the API server', () => {
  expect(
    findings(noOpenEgress, policy({ ...ports(80), to: [{ podSelector: {} }] }, ports(443, 6443), ports(5432))),
  ).toEqual([
    `[NetworkPolicy shop/web] spec.egress[1] must name its addresses, got any at ports 443, 6443; write ${block} with those of the Service kubernetes, or apiServer: { cidrs: ["10.0.0.1/32"] } of a MongoStatefulSet (no-open-egress)`,
    `[NetworkPolicy shop/web] spec.egress[2] must name its addresses, got any at port 5432; write ${block} (no-open-egress)`,
  ]);
});

test.each<[string, KubernetesManifest]>([
  ['a block of addresses', policy({ ...ports(443), to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] })],
  ['DNS', policy(ports(53))],
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
