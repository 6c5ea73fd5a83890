import { object } from '../../lib/props/object';
import { record } from '../../lib/props/record';
import { integer, string } from '../../lib/props/scalar';
import { issuesOf } from './issues-of';

const name = string({
  check: (key) => (key === 'a' ? { code: 'invalid-format', want: 'must not be "a"', write: 'write "b"' } : undefined),
});
const ports = record(name, object({ port: integer({ min: 1, default: 80 }) }));

test('decides the defaults of every value', () => {
  expect(ports.parse({ b: {}, c: { port: 81 } })).toEqual({
    typed: true,
    value: { b: { port: 80 }, c: { port: 81 } },
    issues: [],
  });
});

test('names the key of every wrong key and value', () => {
  expect(issuesOf(ports, { a: { port: 0 }, '/b': { prt: 1 } })).toEqual([
    'it["a"] must not be "a"; write "b"',
    'it["a"].port must be an integer from 1, got 0; write 1',
    'it["/b"].prt is unknown; write one of port',
  ]);
});

test.each<[unknown, string]>([
  [['a'], 'it must be an object, got a list'],
  [new Map(), 'it must be an object, got a Map; write { … }'],
  [5, 'it must be an object, got 5'],
])('refuses %p', (value, issue) => {
  expect(issuesOf(ports, value)).toEqual([issue]);
});

test('keeps no value of the wrong type', () => {
  expect(ports.parse({ b: { port: '80' } }).typed).toBe(false);
});
