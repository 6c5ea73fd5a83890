import { problemText } from '../../lib/findings/problem';
import {
  advised,
  checked,
  either,
  flag,
  instanceOf,
  listOf,
  mapOf,
  misfitsOf,
  number,
  oneOf,
  optional,
  present,
  record,
  scalar,
  text,
} from '../../lib/props/shape';
import { textOf } from '../problem-text';

const range = record({ min: number, max: optional(number) });
const date = instanceOf(Date, 'a date', 'new Date(0)');

test.each([
  [text, 'a'],
  [flag, false],
  [scalar, undefined],
  [oneOf('a', 'b'), 'b'],
  [listOf(text), []],
  [mapOf(number), { a: 1 }],
  [range, { min: 1 }],
  [either(number, range), { min: 1, max: 2 }],
  [date, new Date(0)],
  [mapOf(number), Object.create(null)],
])('accepts what is made so: %#', (shape, value) => {
  expect(shape.misfit(value)).toBeUndefined();
});

test.each([
  [text, 5, '', 'must be a string, got 5'],
  [flag, 'true', '', 'must be true or false, got "true"'],
  [scalar, null, '', 'must be a string, a number, true or false, got null; leave it out'],
  [present, undefined, '', 'must be a string or a number, got undefined'],
  [oneOf('a', 'b'), 'c', '', 'must be "a" or "b", got "c"'],
  [advised(text, '"a"'), 5, '', 'must be a string, got 5; write "a"'],
  [advised(listOf(advised(text, '"a"')), '[]'), [5], '[0]', 'must be a string, got 5; write "a"'],
  [listOf(text), 'a', '', 'must be a list of strings, got "a"; write ["a"]'],
  [listOf(text), ['a', 5], '[1]', 'must be a string, got 5'],
  [mapOf(number), { a: 1, b: '2' }, ' "b"', 'must be a number, got "2"'],
  [range, {}, '.min', 'must be a number, got undefined'],
  [range, { min: 1, most: 2 }, '.most', 'is unknown; write one of min, max'],
  [either(number, range), { min: 'a' }, '.min', 'must be a number, got "a"'],
  [either(number, range), [], '', 'must be a number or { min, max }, got a list'],
  [mapOf(text), new Map([['a', 'b']]), '', 'must be an object, got a Map; write { … }'],
  [mapOf(text), new Set(['a']), '', 'must be an object, got a Set; write { … }'],
  [mapOf(text), new Date(0), '', 'must be an object, got a Date; write { … }'],
  [
    mapOf(text),
    new (class Settings {
      readonly a = 'b';
    })(),
    '',
    'must be an object, got a Settings; write { … }',
  ],
  [mapOf(text), ['a'], '', 'must be an object, got a list'],
  [range, new Map([['min', 1]]), '', 'must be { min, max }, got a Map'],
  [
    listOf(range),
    [
      new (class Unit {
        min = 1;
      })(),
    ],
    '[0]',
    'must be { min, max }, got an Unit',
  ],
  [text, new Map(), '', 'must be a string, got a Map'],
  [date, 'a text that may be secret', '', 'must be a date, got a string; write new Date(0)'],
])('says where a value is not made so, and what is wanted: %#', (shape, value, at, problem) => {
  const misfit = shape.misfit(value);
  expect([misfit?.at, misfit && problemText(misfit)]).toEqual([at, problem]);
});

test('advises to leave an optional value out that is null, unless the shape has its own advice', () => {
  expect(textOf(optional(text).misfit(null))).toBe('must be a string, got null; leave it out');
  expect(textOf(optional(advised(text, '"a"')).misfit(null))).toBe('must be a string, got null; write "a"');
});

test('takes the words of a string for the items of a list', () => {
  expect(textOf(listOf(text).misfit('node main.js'))).toBe(
    'must be a list of strings, got "node main.js"; write ["node","main.js"]',
  );
  expect(textOf(listOf(number).misfit('node main.js'))).toBe('must be a list of numbers, got "node main.js"');
});

test('has the problem of a check as its own', () => {
  const even = checked('an even number', (value) =>
    value === 2 ? undefined : { code: 'conflict' as const, want: 'must be 2', got: String(value) },
  );
  expect([even.misfit(2), textOf(even.misfit(3))]).toEqual([undefined, 'must be 2, got 3']);
});

test('names the field that a mistyped one resembles', () => {
  const job = record({ schedule: text, keep: optional(number) });
  expect(job.misfit({ shedule: 'x' })).toEqual({
    at: '.shedule',
    code: 'unknown-prop',
    want: 'is unknown',
    write: 'write "schedule"',
  });
});

test('finds all misfits of the parts of a value, not the first alone', () => {
  const shape = optional(mapOf(advised(listOf(record({ name: text, port: number })), '[{ name, port }]')));
  const value = { a: [{ name: 1, port: 80 }, { nme: 'b' }], b: 'x' };
  expect(misfitsOf(shape, value).map(textOf)).toEqual([
    ' "a"[0].name must be a string, got 1; write [{ name, port }]',
    ' "a"[1].nme is unknown; write one of name, port',
    ' "a"[1].name must be a string, got undefined; write [{ name, port }]',
    ' "a"[1].port must be a number, got undefined; write [{ name, port }]',
    ' "b" must be a list of { name, port }, got "x"; write [{ name, port }]',
  ]);
});
