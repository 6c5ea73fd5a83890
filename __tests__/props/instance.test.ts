import { instance } from '../../lib/props/instance';
import { issuesOf } from './issues-of';

const date = instance(Date, { wanted: 'a date', example: 'new Date(0)' });

test('accepts an instance as it is', () => {
  const value = new Date(0);
  expect(date.parse(value)).toEqual({ typed: true, value, issues: [] });
});

test.each<[unknown, string]>([
  ['a string that may be secret', 'it must be a date, got a string; write new Date(0)'],
  [new Map(), 'it must be a date, got a Map; write new Date(0)'],
  [undefined, 'it must be a date, got undefined; write new Date(0)'],
])('shows the kind alone of %p', (value, issue) => {
  expect(issuesOf(date, value)).toEqual([issue]);
});
