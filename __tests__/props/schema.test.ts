import { array } from '../../lib/props/array';
import { object } from '../../lib/props/object';
import { boolean, integer, oneOf, string } from '../../lib/props/scalar';
import { Decided, decided, mistyped, named, optional, PropsOf, refine, unshown } from '../../lib/props/schema';
import { issuesOf } from './issues-of';

const app = object({
  size: oneOf(['s', 'm'], { default: 's' }),
  replicas: integer({ min: 0, default: 2 }),
  paused: optional(boolean()),
  command: array(string(), { minItems: 1 }),
});

test('has a type for what a program writes, and one without undefined for what was decided', () => {
  const given: PropsOf<typeof app> = { command: ['a'] };
  const all: Decided<typeof app> = decided(app, given);
  const size: 's' | 'm' = all.size;
  const replicas: number = all.replicas;
  // @ts-expect-error a prop without a default may be undefined
  const paused: boolean = all.paused;
  // @ts-expect-error a list that needs an item
  const empty: PropsOf<typeof app> = { command: [] };
  // @ts-expect-error another string
  const large: PropsOf<typeof app> = { command: ['a'], size: 'l' };
  // @ts-expect-error a default of another type
  const wrong = integer({ min: 0, default: '2' });
  expect([size, replicas, paused, empty.command, large.size, wrong.parse(1).typed]).toEqual([
    's',
    2,
    undefined,
    [],
    'l',
    true,
  ]);
});

test('leaves an optional prop out, or has its default', () => {
  expect(optional(string()).parse(undefined)).toEqual({ typed: true, value: undefined, issues: [] });
  expect(optional(string(), 'a').parse(undefined)).toEqual({ typed: true, value: 'a', issues: [] });
});

test('does not take null for undefined, because it would hide the default', () => {
  expect(optional(string()).parse(null).typed).toBe(false);
  expect(issuesOf(optional(string()), null)).toEqual(['it must be a string, got null; leave it out']);
  expect(issuesOf(optional(string({ example: '"a"' })), null)).toEqual(['it must be a string, got null; write "a"']);
});

test('checks values of the right type alone', () => {
  const short = refine(string(), (value) =>
    value.length < 3 ? undefined : { code: 'out-of-range', want: 'must be shorter', write: 'write "a"' },
  );
  expect(issuesOf(short, 'ab')).toEqual([]);
  expect(issuesOf(short, 'abc')).toEqual(['it must be shorter; write "a"']);
  expect(issuesOf(short, [1, 2, 3])).toEqual(['it must be a string, got a list']);
});

test('keeps a value that a check refuses for other checks', () => {
  expect(string({ check: () => ({ code: 'out-of-range', want: 'must be shorter' }) }).parse('abc')).toMatchObject({
    typed: true,
    value: 'abc',
  });
});

test('gives a type its name without changing the schema', () => {
  expect(named<PropsOf<typeof app>, Decided<typeof app>>(app)).toBe(app);
});

test('throws for a value that was not checked', () => {
  expect(() => decided(app, 5 as never)).toThrow(
    'Cannot decide a value that is not { size, replicas, paused, command }',
  );
});

test('tells a missing value from one of another type', () => {
  expect([undefined, 5].map((value) => mistyped('a string', value).issues[0]?.code)).toEqual([
    'missing-prop',
    'invalid-type',
  ]);
});

test('shows the kind of a string, and any other value as it is', () => {
  const engine = unshown(oneOf([1, 2]));
  expect([issuesOf(engine, 'hunter2'), issuesOf(engine, 3), issuesOf(engine, 2)]).toEqual([
    ['it must be 1 or 2, got a string'],
    ['it must be 1 or 2, got 3'],
    [],
  ]);
});

test('leaves the issues of parts as they are', () => {
  const value = unshown(object({ path: string() }));
  expect([issuesOf(value, 'hunter2'), issuesOf(value, { path: 5 })]).toEqual([
    ['it must be { path }, got a string'],
    ['it.path must be a string, got 5; write "5"'],
  ]);
});
