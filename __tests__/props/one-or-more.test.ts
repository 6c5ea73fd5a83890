import { object } from '../../lib/props/object';
import { oneOrMore } from '../../lib/props/one-or-more';
import { string } from '../../lib/props/scalar';
import { readable } from '../problem-text';

const routes = oneOrMore(object({ host: string({ default: 'a' }) }));

test.each([
  [undefined, []],
  [{}, [{ host: 'a' }]],
  [
    [{ host: 'b' }, {}],
    [{ host: 'b' }, { host: 'a' }],
  ],
  [[], []],
])('decides %j to a list', (given, value) => {
  expect(routes.parse(given)).toEqual({ typed: true, value, issues: [] });
});

test.each<[unknown, string, string]>([
  [{ host: 5 }, 'host', 'must be a string, got 5; write "5"'],
  [[{}, { host: 5 }], '[1].host', 'must be a string, got 5; write "5"'],
  [{ length: 0 }, 'length', 'is unknown; write one of host'],
  ['a', '', 'must be { host }, got "a"'],
  [null, '', 'must be { host }, got null'],
])('reports %j at its place', (given, at, problem) => {
  expect(readable(routes.parse(given).issues[0])).toMatchObject({ at, problem });
});
