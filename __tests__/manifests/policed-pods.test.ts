import { isNetworkPolicy, isPoliced, policedPods } from '../../lib/manifests/policed-pods';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { deployment, object } from '../manifests';

const pods = deployment({});

function policy(spec: object): KubernetesManifest {
  return { ...object('NetworkPolicy', { spec }), apiVersion: 'networking.k8s.io/v1' };
}

const matchLabels = { app: 'web' };
const rule = { from: [{ podSelector: {} }] };
const closed = policy({ podSelector: { matchLabels }, ingress: [rule] });

test('has the rules of ingress of all policies for the pods', () => {
  const open = policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] });
  expect(policedPods([pods], [pods, closed, open])).toEqual({ pods, policies: [closed, open], rules: [rule, {}] });
});

test.each<[string, KubernetesManifest]>([
  ['no ingress', policy({ podSelector: { matchLabels }, policyTypes: ['Ingress'] })],
  ['egress alone', policy({ podSelector: { matchLabels }, policyTypes: ['Egress'], ingress: [rule] })],
  ['other pods', policy({ podSelector: { matchLabels: { app: 'api' } }, ingress: [rule] })],
  [
    'more than labels',
    policy({ podSelector: { matchLabels, matchExpressions: [{ key: 'a', operator: 'Exists' }] }, ingress: [rule] }),
  ],
])('is undefined for a policy of %s', (_, one) => {
  expect(policedPods([pods], [pods, one])).toBeUndefined();
});

test('is undefined for pods of the network of the nodes, which no policy restricts', () => {
  const inNode = deployment({}, { hostNetwork: true });
  expect(policedPods([inNode], [inNode, closed])).toBeUndefined();
});

test('tells policies of Kubernetes from those of others', () => {
  const ofCilium = { ...object('CiliumNetworkPolicy'), apiVersion: 'cilium.io/v2' };
  const given = [closed, ofCilium, { ...closed, apiVersion: 'crd.projectcalico.org/v1' }, pods];
  expect(given.map(isNetworkPolicy)).toEqual([true, false, false, false]);
});

test('tells objects whose pods are subject to policies', () => {
  expect([pods, deployment({}, { hostNetwork: true }), closed].map(isPoliced)).toEqual([true, false, false]);
});
