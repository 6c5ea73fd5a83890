import { selectedBy } from '../../lib/manifests/pod-selection';
import { object } from '../manifests';

const workload = (name: string, labels: object, namespace = 'shop') =>
  object('Deployment', { spec: { template: { metadata: { labels } } } }, { name, namespace });
const all = [
  workload('web', { app: 'web', tier: 'front' }),
  workload('api', { app: 'api', tier: 'back' }),
  workload('web', { app: 'web', tier: 'front' }, 'other'),
  object('ConfigMap'),
];
const names = (selector: object): string[] => selectedBy(selector, 'shop', all).map(({ metadata }) => metadata.name);

test.each([
  [{ matchLabels: { app: 'web' } }, ['web']],
  [{}, ['web', 'api']],
  [{ matchExpressions: [{ key: 'tier', operator: 'In', values: ['back', 'side'] }] }, ['api']],
  [{ matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['back'] }] }, ['web']],
  [{ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'canary', operator: 'Exists' }] }, []],
  [{ matchExpressions: [{ key: 'canary', operator: 'DoesNotExist' }] }, ['web', 'api']],
])('selects by %p, in one namespace', (selector, selected) => {
  expect(names(selector)).toEqual(selected);
});
