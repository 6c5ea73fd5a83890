import { boolean, custom, matching, oneOf, string } from '../../lib/props/scalar';
import { issuesOf } from './issues-of';

const even = custom<number>('an even number', (value) =>
  Number(value) % 2 === 0 ? undefined : { code: 'invalid-value', want: 'must be even', got: String(value) },
);

const digits = string(matching(/^\d+$/, 'must be digits', '"5"'));

test.each([
  ['a string', string(), 'a'],
  ['a string that its pattern matches', digits, '17'],
  ['true or false', boolean(), false],
  ['one of some strings', oneOf(['a', 'b']), 'b'],
  ['one of some values', oneOf([true]), true],
  ['a value that passes its check', even, 2],
])('accepts %s', (_, schema, value) => {
  expect(schema.parse(value)).toEqual({ typed: true, value, issues: [] });
});

test.each<[string, Parameters<typeof issuesOf>[0], unknown, string]>([
  ['a number for a string', string(), 5, 'it must be a string, got 5; write "5"'],
  ['a boolean for a string', string({ example: '"a"' }), true, 'it must be a string, got true; write "a"'],
  ['an object for a string', string(), { a: 'secret' }, 'it must be a string, got an object'],
  ['a string that its pattern does not match', digits, 'v', 'it must be digits, got "v"; write "5"'],
  ['a number for a string of a pattern', digits, 17, 'it must be a string, got 17; write "5"'],
  ['a missing string', string(), undefined, 'it must be a string, got undefined'],
  ['a string for a boolean', boolean(), 'true', 'it must be true or false, got "true"'],
  ['another string', oneOf(['a', 'b'], { example: '"a"' }), 'c', 'it must be "a" or "b", got "c"; write "a"'],
  ['a value that its check refuses', even, 3, 'it must be even, got 3'],
  ['an object without asking the check', even, { a: 'secret' }, 'it must be an even number, got an object'],
])('refuses %s', (_, schema, value, issue) => {
  expect(issuesOf(schema, value)).toEqual([issue]);
});
