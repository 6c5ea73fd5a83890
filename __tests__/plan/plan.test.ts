import { plannedChanges, verdict } from '../../lib/plan/plan';
import { deployment, object } from '../manifests';

const verdictOf = (before: Parameters<typeof plannedChanges>[0], after: Parameters<typeof plannedChanges>[1]) =>
  verdict([{ title: '', changes: plannedChanges(before, after) }]);

test.each([
  ['none', [object('Service')], [object('Service')]],
  ['some', [deployment({ image: 'a:1' })], [deployment({ image: 'a:2' })]],
  ['dangerous', [object('Namespace')], []],
])('judges: %s', (judgement, before, after) => {
  expect(verdictOf(before, after)).toBe(judgement);
});

test('takes objects for the same in another version of their group, and for others in another group', () => {
  const scaler = (apiVersion: string) => ({ ...object('HorizontalPodAutoscaler'), apiVersion });
  expect(plannedChanges([scaler('autoscaling/v1')], [scaler('autoscaling/v2')]).map(({ action }) => action)).toEqual([
    'changed',
  ]);
  expect(plannedChanges([scaler('example.com/v1')], [scaler('autoscaling/v2')]).map(({ action }) => action)).toEqual([
    'added',
    'removed',
  ]);
});

test('finds no difference in what the API server drops', () => {
  const bare = object('ConfigMap', { data: { a: '1' } });
  expect(plannedChanges([bare], [object('ConfigMap', { data: { a: '1' }, binaryData: {}, immutable: null })])).toEqual(
    [],
  );
});
