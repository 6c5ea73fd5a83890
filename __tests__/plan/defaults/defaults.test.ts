import { defaultOf, isTable } from '../../../lib/plan/defaults/defaults';

test.each([
  [{ a: 1 }, 1],
  [{ a: ({ b }: Record<string, unknown>) => b }, 2],
  [{ a: { c: 3 } }, { c: 3 }],
  [{ toString: 1 }, undefined],
  [undefined, undefined],
  [7, undefined],
])('reads the default of a field from %j', (defaults, expected) => {
  expect(defaultOf(defaults, 'a', { b: 2 })).toEqual(expected);
});

test('does not take the fields of every object for defaults', () => {
  expect(defaultOf({}, 'constructor', {})).toBeUndefined();
});

test.each([
  [{}, true],
  [['a'], false],
  ['a', false],
  [undefined, false],
])('tells the defaults of several fields from a value: %j', (value, expected) => {
  expect(isTable(value)).toBe(expected);
});
