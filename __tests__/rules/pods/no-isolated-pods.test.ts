import { noIsolatedPods } from '../../../lib/rules/pods/no-isolated-pods';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const policy = (name: string, spec: object): KubernetesManifest => ({
  ...object('NetworkPolicy', { spec: { policyTypes: ['Ingress', 'Egress'], ...spec } }),
  apiVersion: 'networking.k8s.io/v1',
  metadata: { name, namespace: 'shop' },
});
const pods = (more: object = {}) =>
  object('Deployment', { spec: { template: { metadata: { labels: { app: 'web' } }, spec: more } } });

const denial = policy('default-deny', { podSelector: {} });
const own = { podSelector: { matchLabels: { app: 'web' } } };
const tenants = policy('default-deny', {
  podSelector: { matchExpressions: [{ key: 'acme.cert-manager.io/http01-solver', operator: 'DoesNotExist' }] },
});

test.each<[string, readonly KubernetesManifest[]]>([
  ['pods without any policy', [pods()]],
  ['pods with a policy of their own', [pods(), denial, policy('web', { ...own, egress: [{}] })]],
  ['pods that are meant to reach nothing', [pods(), denial, policy('web', own)]],
  [
    'pods that are meant to reach nothing, by an expression',
    [
      pods(),
      policy('web', { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'job'] }] } }),
    ],
  ],
  [
    'pods that a policy of the namespace allows something',
    [pods(), denial, policy('dns', { podSelector: {}, egress: [{}] })],
  ],
  ['pods that may still connect', [pods(), policy('default-deny', { podSelector: {}, policyTypes: ['Ingress'] })]],
  ['pods of another namespace', [pods(), { ...denial, metadata: { name: 'default-deny', namespace: 'other' } }]],
  ["pods in the node's network", [pods({ hostNetwork: true }), denial]],
  [
    'pods for which policies of Cilium may say more',
    [
      pods(),
      denial,
      { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'a', namespace: 'b' } },
    ],
  ],
])('accepts %s', (_, manifests) => {
  expect(findings(noIsolatedPods, ...manifests)).toEqual([]);
});

test.each([
  ['a policy for all pods', denial],
  ['the policy of a TenantNamespace', tenants],
])('refuses pods that %s alone selects', (_, only) => {
  expect(findings(noIsolatedPods, pods(), only)).toEqual([
    '[Deployment shop/web] must have a NetworkPolicy of what its pods need, got NetworkPolicy default-deny alone, which denies every connection; ' +
      'write one that selects them, or leave that one out (networkPolicy: false of a TenantNamespace) (no-isolated-pods)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(noIsolatedPods, optedOut(pods(), noIsolatedPods), denial)).toEqual([]);
});
