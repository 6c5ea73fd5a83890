import { pathPatternProblem } from '../../lib/network/path-pattern';
import { textOf } from '../problem-text';

test.each([
  ['/api/.*', '/api'],
  ['/api.*', '/api'],
  ['^/', '/'],
  ['^/v1', '/v1'],
  ['(.*)', '/'],
  ['/shop(/|$)(.*)', '/shop'],
  ['/shop/(.*)', '/shop'],
  ['/img/*', '/img'],
  ['/v[0-9]+/users', '/'],
  ['/users/{id}', '/users'],
  ['/a|/b', '/'],
  ['/a$', '/a'],
])('sees a pattern in %s, and what it means by a prefix', (path, prefix) => {
  expect(textOf(pathPatternProblem(path))).toBe(
    `must be a path as requests have it and no pattern, got "${path}"; write "${prefix}", which has all below it`,
  );
});

test.each(['/', '/api/', '/a.b', '/v1/items:batch', '/a+b', '/$metadata', '/%20', '/~user/a,b;c=d@e!', '/ä'])(
  'leaves %s as it is',
  (path) => {
    expect(pathPatternProblem(path)).toBeUndefined();
  },
);
