import { runInNewContext } from 'node:vm';
import { described, isAnySet, isInstance, isPlainObject, kindOf } from '../../lib/findings/described';

class Unit {
  readonly secret = 'a';
}

test.each<[unknown, string]>([
  ['a', '"a"'],
  [5, '5'],
  [undefined, 'undefined'],
  [null, 'null'],
  [{ secret: 'a' }, 'an object'],
  [['a'], 'a list'],
  [new Map(), 'a Map'],
  [new Unit(), 'an Unit'],
])('shows %p, of an object its kind alone', (value, text) => {
  expect(described(value)).toBe(text);
});

test('names the kind of a string without the string', () => {
  expect(kindOf('a secret')).toBe('a string');
});

test.each<[unknown, boolean, boolean]>([
  [{}, true, false],
  [Object.create(null), true, false],
  [runInNewContext('({})'), true, false],
  [new Map(), false, true],
  [new Unit(), false, true],
  [[], false, false],
  [null, false, false],
])('tells a plain object from an instance of a class: %p', (value, plain, instance) => {
  expect([isPlainObject(value), isInstance(value)]).toEqual([plain, instance]);
});

test('tells whether an object has a value under one of some names', () => {
  const props = { a: undefined, b: false };
  expect(isAnySet(props, ['a', 'b'])).toBe(true);
  expect(isAnySet(props, ['a', 'c'])).toBe(false);
});
