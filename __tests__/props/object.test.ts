import { object } from '../../lib/props/object';
import { integer, string } from '../../lib/props/scalar';
import { optional, PropsOf } from '../../lib/props/schema';
import { issuesOf } from './issues-of';

const job = object(
  { schedule: string(), retainLast: integer({ min: 1, default: 7 }), suffix: optional(string()) },
  { example: '{ schedule: "@daily" }' },
);

test('fills in defaults and leaves out what is undefined', () => {
  expect(job.parse({ schedule: '@daily', suffix: undefined })).toEqual({
    typed: true,
    value: { schedule: '@daily', retainLast: 7 },
    issues: [],
  });
});

test('reports the issues of all props at once, and none for a required one that is misspelled', () => {
  expect(issuesOf(job, { shedule: '@daily', other: 1, retainLast: 0, suffix: null })).toEqual([
    'it.shedule is unknown; write "schedule"',
    'it.other is unknown; write one of schedule, retainLast, suffix',
    'it.retainLast must be an integer from 1, got 0; write 1',
    'it.suffix must be a string, got null; leave it out',
  ]);
});

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  [[], 'a list'],
  [new Map(), 'a Map'],
])('refuses %p', (value, got) => {
  expect(issuesOf(job, value)).toEqual([
    `it must be { schedule, retainLast, suffix }, got ${got}; write { schedule: "@daily" }`,
  ]);
});

test('drops an unknown prop and keeps the object for other checks', () => {
  expect(job.parse({ schedule: '@daily', other: 1 })).toMatchObject({
    typed: true,
    value: { schedule: '@daily', retainLast: 7 },
  });
});

test('does not take an inherited name for a prop', () => {
  expect(issuesOf(job, { schedule: '@daily', toString: 'a' })).toEqual([
    'it.toString is unknown; write one of schedule, retainLast, suffix',
  ]);
});

test('asks the compiler for required props alone, and for no others', () => {
  const given: PropsOf<typeof job>[] = [{ schedule: '@daily' }, { schedule: '@daily', retainLast: 1 }];
  // @ts-expect-error the schedule is required
  given.push({ retainLast: 1 });
  // @ts-expect-error a prop that there is not
  given.push({ schedule: '@daily', retain: 1 });
  expect(given.map((one) => issuesOf(job, one).length)).toEqual([0, 0, 1, 1]);
});
