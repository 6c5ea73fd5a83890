import { noBlockedRoute } from '../../../lib/rules/network/no-blocked-route';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const service = object('Service', { spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] } });
const own = { podSelector: {} };

function route(namespace?: string, kind = 'HTTPRoute'): KubernetesManifest {
  const spec = { parentRefs: [{ name: 'public', namespace }], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] };
  return { ...object(kind, { spec }), apiVersion: 'gateway.networking.k8s.io/v1' };
}

function policy(...ingress: object[]): KubernetesManifest {
  const spec = { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'], ingress };
  return { ...object('NetworkPolicy', { spec }), apiVersion: 'networking.k8s.io/v1' };
}

function found(manifest: KubernetesManifest, ...others: readonly KubernetesManifest[]): string[] {
  return findings(noBlockedRoute, manifest, service, deployment({}), ...others);
}

test.each(['HTTPRoute', 'GRPCRoute'])('refuses a %s to pods that let in their own namespace alone', (kind) => {
  expect(found(route('gateways', kind), policy({ from: [own] }))).toEqual([
    `[${kind} shop/web] spec.rules[0].backendRefs["web"] must lead to pods that NetworkPolicy shop/web opens to the Gateway, got Service "web"; add the namespace or the addresses of the Gateway's pods to a rule there (no-blocked-route)`,
  ]);
});

test.each<[string, KubernetesManifest, KubernetesManifest]>([
  ['a Gateway of the namespace', route(), policy({ from: [own] })],
  ['a Gateway of the namespace by its name', route('shop'), policy({ from: [own] })],
  ['another namespace', route('gateways'), policy({ from: [own, { namespaceSelector: {} }] })],
  ['addresses', route('gateways'), policy({ from: [own] }, { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] })],
  ['any client', route('gateways'), policy({ from: [own] }, {})],
  ['nothing', route('gateways'), policy()],
])('accepts %s', (_, manifest, one) => {
  expect(found(manifest, one)).toEqual([]);
});

test('accepts pods without a policy', () => {
  expect(found(route('gateways'))).toEqual([]);
});

test('lets an object through that says why', () => {
  expect(found(optedOut(route('gateways'), noBlockedRoute), policy({ from: [own] }))).toEqual([]);
});
