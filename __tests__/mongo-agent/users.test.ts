import { Connections } from '../../lib/mongo-agent/connections';
import { UserState } from '../../lib/mongo-agent/decide';
import { Users } from '../../lib/mongo-agent/users';
import { MongoServerError, mongosh } from './mongosh';
import { settings, writeSecret } from './set';

const roles = [
  { role: 'read', db: 'shop' },
  { role: 'readWrite', db: 'cart' },
];
const wanted = { name: 'app', database: 'admin', roles };
const stored = { user: 'shop', roles: [...roles].reverse(), credentials: { 'SCRAM-SHA-256': 'verifier' } };

async function states(server: { users: unknown[]; password?: string }, password = 'right'): Promise<UserState[]> {
  const set = settings([wanted]);
  writeSecret(set, 'app', 'shop', password);
  const passwords = { __system: 'key', shop: server.password ?? 'right' };
  const { Mongo } = mongosh({ answer: () => ({ users: server.users }), passwords });
  return new Users(new Connections(Mongo, () => ['key']), set).observe();
}

test.each<[string, Parameters<typeof states>, Partial<UserState>]>([
  ['is converged when password and roles agree, in whatever order', [{ users: [stored] }], { state: 'converged' }],
  ['is missing', [{ users: [] }], { state: 'missing' }],
  ['has other roles', [{ users: [{ ...stored, roles: [] }] }], { state: 'wrong roles' }],
  ['has another password', [{ users: [stored], password: 'old' }], { state: 'wrong password' }],
  [
    'is refused with a reason',
    [{ users: [stored] }, ''],
    { state: 'refused', problem: 'the password in the Secret must not be empty' },
  ],
])('says that a user %s', async (_, [server, password], expected) => {
  expect(await states(server, password)).toEqual([{ name: 'app', attempts: 0, ...expected }]);
});

test('refuses users of one name in one database, who would change each other in turns', async () => {
  const set = settings([wanted, { ...wanted, name: 'other' }, { ...wanted, name: 'elsewhere', database: 'shop' }]);
  for (const name of ['app', 'other', 'elsewhere']) writeSecret(set, name, 'shop', 'right');
  const { Mongo } = mongosh({ answer: () => ({ users: [stored] }) });
  expect(await new Users(new Connections(Mongo, () => ['key']), set).observe()).toEqual([
    { name: 'app', state: 'refused', problem: 'the Secret has the username of other', attempts: 0 },
    { name: 'other', state: 'refused', problem: 'the Secret has the username of app', attempts: 0 },
    { name: 'elsewhere', state: 'converged', attempts: 0 },
  ]);
});

test('logs in again only when the Secret or the stored password has changed', async () => {
  const set = settings([wanted]);
  writeSecret(set, 'app', 'shop', 'right');
  let verifier = 'first';
  const { Mongo, logins } = mongosh({ answer: () => ({ users: [{ ...stored, credentials: verifier }] }) });
  const users = new Users(new Connections(Mongo, () => ['key']), set);
  const seen: number[] = [];
  const look = async () => {
    await users.observe();
    seen.push(logins.filter((user) => user === 'shop').length);
  };
  await look();
  await look();
  verifier = 'second';
  await look();
  writeSecret(set, 'app', 'shop', 'changed');
  await look();
  await look();
  expect(seen).toEqual([1, 1, 2, 3, 3]);
});

test('counts the attempts that failed, and forgets them after one that did not', async () => {
  const set = settings([wanted]);
  writeSecret(set, 'app', 'shop', 'right');
  let refuses = true;
  const { Mongo } = mongosh({
    answer: ({ command }) => {
      if ('createUser' in command && refuses) throw new MongoServerError(31, 'no such role');
      return { users: [] };
    },
  });
  const users = new Users(new Connections(Mongo, () => ['key']), set);
  await expect(users.change('app', 'create user')).rejects.toThrow('no such role');
  expect(await users.observe()).toMatchObject([{ attempts: 1 }]);
  refuses = false;
  await users.change('app', 'create user');
  expect(await users.observe()).toMatchObject([{ attempts: 0 }]);
});

test.each<[string, unknown[], string, UserState['state']]>([
  ['is unwanted as long as the server has it', [{ user: 'old' }], 'app', 'unwanted'],
  ['is gone for good', [], 'app', 'converged'],
  ['stays if it is a wanted one', [{ user: 'old' }], 'old', 'converged'],
  ['stays as long as a wanted one cannot be told', [{ user: 'old' }], '', 'converged'],
])('a user that is named for removal %s', async (_, users, username, expected) => {
  const set = settings([wanted], { removedUsers: [{ username: 'old', database: 'admin' }] });
  writeSecret(set, 'app', username, 'right');
  const { Mongo } = mongosh({
    answer: ({ command }) => ('showCredentials' in command ? { users: [] } : { users }),
  });
  const seen = await new Users(new Connections(Mongo, () => ['key']), set).observe();
  expect(seen.at(-1)).toEqual({ name: 'admin.old', state: expected, attempts: 0 });
});
