import { object } from '../../lib/props/object';
import { integer, number, oneOf, string } from '../../lib/props/scalar';
import { union } from '../../lib/props/union';
import { issuesOf } from './issues-of';

const path = string({
  check: (value) =>
    value.startsWith('/') ? undefined : { code: 'invalid-format', want: 'must begin with "/"', write: 'write "/a"' },
});
const check = union([
  path,
  object({ path, port: integer({ min: 1, default: 80 }) }),
  object({ tcp: integer({ min: 1 }) }),
]);

test.each<[unknown, unknown]>([
  ['/a', '/a'],
  [{ path: '/a' }, { path: '/a', port: 80 }],
  [{ tcp: 1 }, { tcp: 1 }],
])('takes the type that %p has, with its defaults', (given, value) => {
  expect(check.parse(given)).toEqual({ typed: true, value, issues: [] });
});

test.each<[unknown, string[]]>([
  ['a', ['it must begin with "/"; write "/a"']],
  [{ tcp: 0 }, ['it.tcp must be an integer from 1, got 0; write 1']],
  [
    { path: '/a', prot: 1, port: '80' },
    ['it.prot is unknown; write "port"', 'it.port must be an integer from 1, got "80"; write 80'],
  ],
  [{ path: '/a', prot: 1 }, ['it.prot is unknown; write "port"']],
  [{}, ['it must be a string or { path, port } or { tcp }, got an object']],
  [{ path: '/a', tcp: 1 }, ['it must be a string or { path, port } or { tcp }, got an object']],
  [5, ['it must be a string or { path, port } or { tcp }, got 5']],
])('reports all issues of the type that fits %p furthest', (given, issues) => {
  expect(issuesOf(check, given)).toEqual(issues);
});

test('reports the type whose constants a value has', () => {
  const expose = union([
    object({ type: oneOf(['a']), port: integer({ min: 1 }) }),
    object({ type: oneOf(['b']), port: integer({ min: 1 }) }),
  ]);
  expect(issuesOf(expose, { type: 'b', port: 0 })).toEqual(['it.port must be an integer from 1, got 0; write 1']);
  expect(issuesOf(expose, { type: 'c', port: 0 })).toEqual([
    'it must be { type, port } or { type, port }, got an object',
  ]);
});

test('advises an example if no type fits', () => {
  expect(issuesOf(union([string(), number()], { example: '"a"' }), null)).toEqual([
    'it must be a string or a number, got null; write "a"',
  ]);
});
