import { callable, instance, unchecked } from '../../lib/props/instance';
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

test('returns an object as it is, and refuses anything else', () => {
  const given = { anything: [() => 1] };
  expect(unchecked().parse(given)).toEqual({ typed: true, value: given, issues: [] });
  expect(['text', [], null, new Map()].map((value) => issuesOf(unchecked('{ type }'), value))).toEqual([
    ['it must be an object, got "text"; write { type }'],
    ['it must be an object, got a list; write { type }'],
    ['it must be an object, got null; write { type }'],
    ['it must be an object, got a Map; write { type }'],
  ]);
});

test('accepts functions and classes, and refuses anything else', () => {
  const schema = callable<() => void>({ example: '() => { … }' });
  expect([() => 1, Map, 'main.ts', {}].map((value) => issuesOf(schema, value))).toEqual([
    [],
    [],
    ['it must be a function, got "main.ts"; write () => { … }'],
    ['it must be a function, got an object; write () => { … }'],
  ]);
});
