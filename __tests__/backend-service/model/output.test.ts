import { at, outcome } from '../edge-values';

test('merges overrides last', () => {
  const overrides = { deployment: { spec: { revisionHistoryLimit: 3 } } };
  expect(at(outcome({ overrides }).manifests, 'Deployment spec.revisionHistoryLimit')).toBe(3);
});

test.each<[object, string]>([
  [{ kubernetes: '1.26' }, 'kubernetes must be a minor version from "1.27", got "1.26"; write "1.30"'],
  [
    { overrides: { autoscaler: { spec: {} } } },
    'overrides.autoscaler must be of an object that is rendered, got one that is not; leave it out',
  ],
])('refuses %p', (props, finding) => {
  expect(outcome(props).findings).toEqual([`[shop/api] ${finding}`]);
});
