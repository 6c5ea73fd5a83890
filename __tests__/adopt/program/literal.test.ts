import { runInThisContext } from 'node:vm';
import { literal, propertyName } from '../../../lib/adopt/program/literal';

test('breaks what is too long for a line, and leaves out fields that are undefined', () => {
  const long = 'x'.repeat(60);
  expect(literal({ a: 1, b: undefined, c: [true, null] })).toBe('{ a: 1, c: [true, null] }');
  expect(
    literal([
      { a: 1, b: 2 },
      { c: 3, d: 4 },
    ]),
  ).toBe('[\n  { a: 1, b: 2 },\n  { c: 3, d: 4 },\n]');
  expect(literal([{ a: 1 }, { c: 3, d: 4 }])).toBe('[{ a: 1 }, { c: 3, d: 4 }]');
  expect(literal({ first: long, 'second-one': { third: [long, long] } })).toBe(
    `{\n  first: '${long}',\n  'second-one': {\n    third: [\n      '${long}',\n      '${long}',\n    ],\n  },\n}`,
  );
});

test('a field called __proto__ is a field', () => {
  expect(propertyName('__proto__')).toBe("['__proto__']");
  expect(Object.keys(evaluated(literal(JSON.parse('{"__proto__":1}') as { a: number })) as object)).toEqual([
    '__proto__',
  ]);
});

function evaluated(text: string): unknown {
  return runInThisContext(`(${text})`);
}
