import { keyIssues, valuesByKey, word } from '../../../lib/secrets/sources/declared-secret';
import { object } from '../../../lib/props/object';
import { issuesOf } from '../../props/issues-of';
import { textOf } from '../../problem-text';

const secret = { name: 'database', namespace: 'shop', type: 'Opaque', keys: ['username', 'password'] };

test.each<[mapping: Record<string, unknown>, issues: string[]]>([
  [{ username: 1, password: 2 }, []],
  [{ username: 1 }, ['keys must have "password", got "username"; write "password": {}']],
  [
    { username: 1, password: 2, token: 3 },
    ['keys["token"] must be a key of the Secret; write one of "username", "password"'],
  ],
  [
    {},
    [
      'keys must have "username", got none; write "username": {}',
      'keys must have "password", got none; write "password": {}',
    ],
  ],
])('compares the mapping %j with the keys of the Secret', (mapping, issues) => {
  expect(keyIssues(secret, mapping, '{}').map(textOf)).toEqual(issues);
});

const values = valuesByKey(object({ path: word }), '{ path: "a" }');

test.each<[value: unknown, issues: string[]]>([
  [{ password: { path: 'a' } }, []],
  [{ password: { path: '' } }, ['it["password"].path must be a string that is not empty, got ""']],
  [{ password: {} }, ['it["password"].path must be a string that is not empty, got undefined']],
  [{ password: { path: 7 } }, ['it["password"].path must be a string that is not empty, got a number']],
  [{ password: 'hunter2' }, ['it["password"] must be { path }, got a string']],
  ['hunter2', ['it must be an object, got a string; write { password: { path: "a" } }']],
])('of the values %j finds %j, and does not show what may be a secret', (value, issues) => {
  expect(issuesOf(values, value)).toEqual(issues);
});
