import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keysOf, readCredentials, usableCredentials } from '../../../../lib/mongo/agent/files/credentials';
import { settings, writeSecret } from '../set';

test.each([
  ['one key, without its line breaks', 'abcd\nef=\n', ['abcdef=']],
  ['both keys of a rotation', '- oldkey\n- "newkey"\n', ['oldkey', 'newkey']],
])('reads %s', (_, text, keys) => {
  expect(keysOf(text)).toEqual(keys);
});

function credentials(username: string, password: string): unknown {
  const set = settings();
  writeSecret(set, 'app', username, password);
  return usableCredentials(join(set.users, 'app'), 'uri');
}

test('takes the line break of an edited file for no part of the password', () => {
  expect(credentials('app\n', 'Az09._~-\r\n')).toEqual({ username: 'app', password: 'Az09._~-' });
});

const alphabet = 'must be of letters, digits, ".", "_", "~" and "-" alone, because it is part of a URI';

test.each([
  ['an empty password', 'app', '\n', 'the password in the Secret must not be empty'],
  ['a password that a URI cannot carry', 'app', 'a@b', `the password in the Secret ${alphabet}`],
  ['a password of two lines', 'app', 'a\nb', `the password in the Secret ${alphabet}`],
  ['a name that a URI cannot carry', 'a/b', 'x', `the username in the Secret ${alphabet}`],
])('refuses %s, and does not repeat it', (_, username, password, problem) => {
  expect(credentials(username, password)).toEqual({ problem });
});

test('reads a Secret of any characters for a Job, which only logs in with it', () => {
  const set = settings();
  writeSecret(set, 'app', 'app\n', 'caf\u00e9 a@b\n');
  expect(readCredentials(join(set.users, 'app'))).toEqual({ username: 'app', password: 'caf\u00e9 a@b' });
});

test('says which keys a Secret lacks', () => {
  const set = settings();
  mkdirSync(join(set.users, 'app'));
  expect(usableCredentials(join(set.users, 'app'), 'uri')).toEqual({
    problem: 'the Secret must have the keys of username and password',
  });
});

test('says that a Secret is not mounted in a pod that is older than the user', () => {
  expect(usableCredentials(join(settings().users, 'app'), 'uri')).toEqual({
    problem: 'this pod is older than the user, and has its Secret once it is replaced',
  });
});

test('takes every printable password for a user that may have one, and no other', () => {
  const set = settings();
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
  writeSecret(set, 'app', 'app', printable);
  writeSecret(set, 'other', 'other', 'caf\u00e9');
  expect([
    usableCredentials(join(set.users, 'app'), 'printable'),
    usableCredentials(join(set.users, 'other'), 'printable'),
  ]).toEqual([
    { username: 'app', password: printable },
    { problem: 'the password in the Secret must be of printable ASCII characters alone' },
  ]);
});
