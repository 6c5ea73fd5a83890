import { isChanged, manifestChanges } from '../../../lib/plan/diff/manifest-change';
import { object } from '../../manifests';

const named = (name: string, data?: object) => object('ConfigMap', { data }, { name });

test('lists what comes and stays in its new order, then what goes', () => {
  const changes = manifestChanges(
    [named('gone'), named('kept'), named('changed', { a: '1' })],
    [named('new'), named('changed', { a: '2' }), named('kept')],
  );
  expect(changes.map(({ object: { metadata } }) => metadata.name)).toEqual(['new', 'changed', 'gone']);
});

test.each([
  [['data'], true],
  [['data', 'a'], true],
  [['data', 'a', 'inner'], true],
  [['data', 'b'], false],
  [['spec'], false],
])('tells that %j is changed, or not: %p', (path, expected) => {
  const [change] = manifestChanges([named('a', { a: '1', b: '1' })], [named('a', { a: '2', b: '1' })]);
  expect(change === undefined ? undefined : isChanged(change, ...path)).toBe(expected);
});
