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
