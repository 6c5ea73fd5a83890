import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';

const budget = (spec: object): KubernetesManifest =>
  object('PodDisruptionBudget', { spec: { selector: { matchLabels: { app: 'web' } }, ...spec } }, { name: 'budget' });
const web = (replicas: number): KubernetesManifest =>
  object('Deployment', { spec: { replicas, template: { metadata: { labels: { app: 'web' } } } } });
const message =
  'PodDisruptionBudget shop/budget lets none of the pods go, so that nodes cannot be drained; allow one to be unavailable';

/** The objects with the effect, and its messages. */
function blocked(before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]): string[] {
  return plannedChanges(before, after).flatMap(({ object: { kind }, effects }) =>
    effects.filter(({ effect }) => effect.id === 'blocks-drains').map(({ message }) => `${kind}: ${message}`),
  );
}

test.each([
  [
    'a budget that gets too tight',
    [web(3), budget({ maxUnavailable: 1 })],
    [web(3), budget({ minAvailable: 3 })],
    'PodDisruptionBudget',
  ],
  ['a new budget', [web(2)], [web(2), budget({ minAvailable: 2 })], 'PodDisruptionBudget'],
  [
    'a Deployment that gets fewer pods',
    [web(3), budget({ minAvailable: 2 })],
    [web(2), budget({ minAvailable: 2 })],
    'Deployment',
  ],
])('says of %s that it blocks drains', (_, before, after, kind) => {
  expect(blocked(before, after)).toEqual([`${kind}: ${message}`]);
});

test.each([
  ['a budget that blocked before', [web(1), budget({ minAvailable: 1 })], [web(1), budget({ minAvailable: 2 })]],
  ['a budget that lets a pod go', [web(3), budget({ minAvailable: 3 })], [web(3), budget({ maxUnavailable: 1 })]],
  ['a budget that goes', [web(3), budget({ minAvailable: 3 })], [web(3)]],
])('says nothing of %s', (_, before, after) => {
  expect(blocked(before, after)).toEqual([]);
});

const other = { ...budget({ maxUnavailable: 1 }), metadata: { name: 'other', namespace: 'shop' } };
const scaler = (minReplicas: number): KubernetesManifest => ({
  ...object('HorizontalPodAutoscaler', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas },
  }),
  apiVersion: 'autoscaling/v2',
});
const scaled = (minReplicaCount: number): KubernetesManifest => ({
  ...object('ScaledObject', { spec: { scaleTargetRef: { name: 'web' }, minReplicaCount } }),
  apiVersion: 'keda.sh/v1alpha1',
});
const rollout = (replicas: number): KubernetesManifest => ({
  ...object('Rollout', {
    spec: { replicas, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web' }] } } },
  }),
  apiVersion: 'argoproj.io/v1alpha1',
});
const two = budget({ minAvailable: 2 });

test.each([
  [
    'an autoscaler that leaves fewer pods',
    [web(5), scaler(3), two],
    [web(5), scaler(2), two],
    'HorizontalPodAutoscaler',
  ],
  ['an autoscaler of KEDA that leaves fewer pods', [web(5), scaled(3), two], [web(5), scaled(2), two], 'ScaledObject'],
  ['an autoscaler that goes', [web(2), scaler(3), two], [web(2), two], 'HorizontalPodAutoscaler'],
  ['a Rollout that gets fewer pods', [rollout(3), two], [rollout(2), two], 'Rollout'],
  [
    'one of two workloads that goes',
    [web(2), { ...web(1), metadata: { name: 'more', namespace: 'shop' } }, two],
    [web(2), two],
    'Deployment',
  ],
])('finds the cause of a blocked drain: %s', (_, before, after, kind) => {
  expect(blocked(before, after)).toEqual([`${kind}: ${message}`]);
});

test('knows that pods with two budgets cannot be evicted', () => {
  expect(blocked([web(3), budget({ maxUnavailable: 1 })], [web(3), budget({ maxUnavailable: 1 }), other])).toEqual([
    'PodDisruptionBudget: the pods of Deployment shop/web have PodDisruptionBudget shop/budget too, and none with two budgets can be evicted',
  ]);
  expect(blocked([web(3), budget({ maxUnavailable: 1 })], [web(3), other])).toEqual([]);
});
