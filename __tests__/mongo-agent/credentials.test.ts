import { keysOf, readCredentials } from '../../lib/mongo-agent/credentials';
import { join } from 'node:path';
import { settings, writeSecret } from './set';

test.each([
  ['one key, without its line breaks', 'abcd\nef=\n', ['abcdef=']],
  ['both keys of a rotation', '- oldkey\n- "newkey"\n', ['oldkey', 'newkey']],
])('reads %s', (_, text, keys) => {
  expect(keysOf(text)).toEqual(keys);
});

function credentials(username: string, password: string): unknown {
  const set = settings();
  writeSecret(set, 'app', username, password);
  return readCredentials(join(set.credentials, 'app'));
}

test('takes the line break of an edited file for no part of the password', () => {
  expect(credentials('app\n', 'Az09._~-\r\n')).toEqual({ username: 'app', password: 'Az09._~-' });
});

const alphabet = 'must be of letters, digits, ".", "_", "~" and "-" alone, for it stands in a URI';

test.each([
  ['an empty password', 'app', '\n', 'the password in the Secret must not be empty'],
  ['a password that a URI cannot carry', 'app', 'a@b', `the password in the Secret ${alphabet}`],
  ['a password of two lines', 'app', 'a\nb', `the password in the Secret ${alphabet}`],
  ['a name that a URI cannot carry', 'a/b', 'x', `the username in the Secret ${alphabet}`],
])('refuses %s, and does not repeat it', (_, username, password, problem) => {
  expect(credentials(username, password)).toEqual({ problem });
});

test('says which keys a Secret lacks', () => {
  expect(readCredentials(join(settings().credentials, 'app'))).toEqual({
    problem: 'the Secret must have the keys of username and password',
  });
});
