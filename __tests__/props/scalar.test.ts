import { boolean, custom, integer, integerProblem, matching, number, oneOf, string } from '../../lib/props/scalar';
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

const seconds = integer({ min: 0, max: 60, default: 10 });

test.each<[unknown, number]>([
  [0, 0],
  [60, 60],
  [undefined, 10],
])('accepts %p', (given, value) => {
  expect(seconds.parse(given)).toEqual({ typed: true, value, issues: [] });
});

test.each<[unknown, string]>([
  [-1, 'it must be an integer from 0 to 60, got -1; write 0'],
  [61, 'it must be an integer from 0 to 60, got 61; write 60'],
  [1.5, 'it must be an integer from 0 to 60, got 1.5; write 2'],
  [NaN, 'it must be an integer from 0 to 60, got NaN; write 0'],
  ['7', 'it must be an integer from 0 to 60, got "7"; write 7'],
  ['30s', 'it must be an integer from 0 to 60, got "30s"; write 30'],
  ['soon', 'it must be an integer from 0 to 60, got "soon"; write 0'],
  [null, 'it must be an integer from 0 to 60, got null; leave it out'],
  [{}, 'it must be an integer from 0 to 60, got an object'],
])('refuses %p and advises the nearest integer', (given, issue) => {
  expect(issuesOf(seconds, given)).toEqual([issue]);
});

test('names the largest int32 to a number above it alone', () => {
  expect(issuesOf(integer({ min: 1 }), 0)).toEqual(['it must be an integer from 1, got 0; write 1']);
  expect(issuesOf(integer({ min: 1 }), 2 ** 31)).toEqual([
    'it must be an integer from 1 to 2147483647, got 2147483648; write 2147483647',
  ]);
});

test('keeps a number out of range for other checks, and nothing of another type', () => {
  expect([seconds.parse(-1).typed, seconds.parse('7').typed]).toEqual([true, false]);
});

test('tells a number out of range from another type', () => {
  expect([integerProblem(-1, 0)?.code, integerProblem('1', 0)?.code]).toEqual(['out-of-range', 'invalid-type']);
});

test('asks for a number', () => {
  expect(issuesOf(number({ example: '0.5' }), 'a')).toEqual(['it must be a number, got "a"; write 0.5']);
});
