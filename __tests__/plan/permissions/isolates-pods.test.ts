import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';

const policy = (name: string, spec: object): KubernetesManifest => ({
  ...object('NetworkPolicy', { spec: { policyTypes: ['Ingress', 'Egress'], ...spec } }),
  apiVersion: 'networking.k8s.io/v1',
  metadata: { name, namespace: 'shop' },
});
const workload = (name: string): KubernetesManifest => ({
  ...object('Deployment', { spec: { template: { metadata: { labels: { app: name } } } } }),
  metadata: { name, namespace: 'shop' },
});
const denial = policy('default-deny', { podSelector: {} });
const own = policy('web', { podSelector: { matchLabels: { app: 'web' } }, egress: [{}] });
const before = [workload('web'), workload('redis'), own];

function isolated(from: readonly KubernetesManifest[], to: readonly KubernetesManifest[]): string[] {
  return plannedChanges(from, to).flatMap(({ effects }) =>
    effects.filter(({ effect }) => effect.id === 'isolates-pods').map(({ message }) => message),
  );
}

test('names the pods that a policy for the whole namespace cuts off, and warns of those of other programs', () => {
  expect(isolated(before, [...before, denial])).toEqual([
    'pods that no other policy selects lose ingress and egress: Deployment shop/redis; those of other programs in the namespace too',
  ]);
  expect(isolated([workload('web'), own], [workload('web'), own, denial])).toEqual([
    'pods that no other policy selects lose ingress and egress; those of other programs in the namespace too',
  ]);
});

test('finds a policy that isolates in one direction more', () => {
  const ingress = policy('default-deny', { podSelector: {}, policyTypes: ['Ingress'] });
  expect(isolated([...before, ingress], [...before, denial])).toHaveLength(1);
});

test.each<[string, readonly KubernetesManifest[], readonly KubernetesManifest[]]>([
  ['a namespace that is new', [], [...before, denial]],
  ['a policy of some pods', before.slice(0, 2), before],
  [
    'a policy of some pods by an expression',
    before.slice(0, 2),
    [
      ...before.slice(0, 2),
      policy('web', { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] } }),
    ],
  ],
  [
    'a namespace that another such policy isolates',
    [...before, denial],
    [...before, denial, policy('also', { podSelector: {} })],
  ],
  ['a policy that is removed', [...before, denial], before],
  [
    'a policy that only allows more',
    [...before, denial],
    [...before, policy('default-deny', { podSelector: {}, egress: [{}] })],
  ],
])('does not find it of %s', (_, from, to) => {
  expect(isolated(from, to)).toEqual([]);
});
