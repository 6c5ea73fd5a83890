import { manifestDefaults } from '../../../lib/plan/defaults/manifest-defaults';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';
import { differentPairs, equalPairs } from './server-equal';

test.each(equalPairs)('a plan finds no change in %s', (_, before, after) => {
  expect(plannedChanges([before], [after])).toEqual([]);
  expect(plannedChanges([after], [before])).toEqual([]);
});

test.each(differentPairs)('a plan finds a change in %s', (_, before, after) => {
  expect(plannedChanges([before], [after])).toHaveLength(1);
});

test('ignores what kubectl get shows of an object and no apply changes', () => {
  const shown = object('ConfigMap', { data: { a: '1' }, status: {} }, {
    uid: 'a',
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T00:00:00Z',
  } as object);
  expect(plannedChanges([object('ConfigMap', { data: { a: '1' } })], [shown])).toEqual([]);
});

test('has no default for the number of pods that an autoscaler changes', () => {
  const [was, is] = [object('Deployment', { spec: {} }), object('Deployment', { spec: { replicas: 1 } })];
  const autoscaler = object('HorizontalPodAutoscaler', {
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } },
  });
  expect(plannedChanges([was], [is])).toEqual([]);
  expect(plannedChanges([was, autoscaler], [is, autoscaler])).toHaveLength(1);
  expect(manifestDefaults(is, true)).toMatchObject({ spec: { replicas: undefined } });
});

test('knows no default of a kind that is not in the tables', () => {
  expect(Object.keys(manifestDefaults({ ...object('Deployment'), apiVersion: 'example.com/v1' }))).toEqual([
    'metadata',
    'status',
  ]);
});
