import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { UserState } from '../../../../lib/mongo/agent/observation';
import { observeRoles, rights, usersObserver } from '../../../../lib/mongo/agent/observe/users';
import { mongosh } from '../mongosh';
import { app, desiredState, settings, writeSecret } from '../set';

const roles = [
  { role: 'read', db: 'shop' },
  { role: 'readWrite', db: 'cart' },
];
const desired = { ...app, roles };
const users = desiredState({ users: [desired] });
const stored = { user: 'shop', roles: [...roles].reverse(), credentials: { 'SCRAM-SHA-256': 'verifier' } };

async function states(server: { users: unknown[]; password?: string }, password = 'right'): Promise<UserState[]> {
  const set = settings();
  writeSecret(set, 'app', 'shop', password);
  const passwords = { __system: 'key', shop: server.password ?? 'right' };
  const { Mongo } = mongosh({ answer: () => ({ users: server.users }), passwords });
  return usersObserver(new Connections(Mongo, set))(users);
}

test.each<[string, Parameters<typeof states>, Partial<UserState>]>([
  ['is synced when password and roles agree, in whatever order', [{ users: [stored] }], { state: 'synced' }],
  ['is missing', [{ users: [] }], { state: 'missing' }],
  ['has other roles', [{ users: [{ ...stored, roles: [] }] }], { state: 'wrong roles' }],
  ['has another password', [{ users: [stored], password: 'old' }], { state: 'wrong password' }],
  [
    'is refused with a reason',
    [{ users: [stored] }, ''],
    { state: 'refused', problem: 'the password in the Secret must not be empty' },
  ],
])('says that a user %s', async (_, [server, password], expected) => {
  expect(await states(server, password)).toEqual([{ name: 'app', ...expected }]);
});

test('refuses users of one name in one database, who would change each other in turns', async () => {
  const set = settings();
  const twins = [desired, { ...desired, name: 'other' }, { ...desired, name: 'elsewhere', database: 'shop' }];
  for (const name of ['app', 'other', 'elsewhere']) writeSecret(set, name, 'shop', 'right');
  const { Mongo } = mongosh({ answer: () => ({ users: [stored] }) });
  expect(await usersObserver(new Connections(Mongo, set))(desiredState({ users: twins }))).toEqual([
    { name: 'app', state: 'refused', problem: 'the Secret has the username of other' },
    { name: 'other', state: 'refused', problem: 'the Secret has the username of app' },
    { name: 'elsewhere', state: 'synced' },
  ]);
});

test('logs in again only when the Secret or the stored password has changed', async () => {
  const set = settings();
  writeSecret(set, 'app', 'shop', 'right');
  let verifier = 'first';
  const { Mongo, logins } = mongosh({ answer: () => ({ users: [{ ...stored, credentials: verifier }] }) });
  const observe = usersObserver(new Connections(Mongo, set));
  const seen: number[] = [];
  const look = async () => {
    await observe(users);
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

test.each<[string, unknown[], string, UserState['state']]>([
  ['is unwanted as long as the server has it', [{ user: 'old', roles: [] }], 'app', 'unwanted'],
  ['is gone for good', [], 'app', 'synced'],
  ['stays if it is a desired one', [{ user: 'old', roles: [] }], 'old', 'synced'],
  ['stays as long as the Secret of a desired one cannot be used', [{ user: 'old', roles: [] }], '', 'synced'],
])('a user that is named for removal %s', async (_, found, username, expected) => {
  const set = settings();
  writeSecret(set, 'app', username, 'right');
  const { Mongo } = mongosh({
    answer: ({ command }) => ({ users: JSON.stringify(command).includes('"old"') ? found : [] }),
  });
  const removedUsers = [{ username: 'old', database: 'admin' }];
  const seen = await usersObserver(new Connections(Mongo, set))({ ...users, removedUsers });
  expect(seen.at(-1)).toEqual({ name: 'admin.old', state: expected });
});

test('compares roles in any order', () => {
  const [same, others] = [[...roles].reverse(), roles.slice(1)].map((some) => rights({ roles: some }));
  expect([rights({ roles }) === same, rights({ roles }) === others]).toEqual([true, false]);
});

const orders = { resource: { db: 'shop', collection: 'orders' }, actions: ['find', 'insert'] };
const cluster = { resource: { cluster: true }, actions: ['serverStatus'] };
const clerk = { role: 'clerk', db: 'shop', privileges: [orders, cluster], roles: [{ role: 'read', db: 'cart' }] };
const storedClerk = {
  ...clerk,
  privileges: [cluster, { resource: { collection: 'orders', db: 'shop' }, actions: ['insert', 'find'] }],
};

test.each<[string, unknown[], UserState['state']]>([
  ['is synced when it allows the same, in whatever order', [storedClerk], 'synced'],
  ['is missing', [], 'missing role'],
  ['allows less', [{ ...storedClerk, privileges: [cluster] }], 'wrong role'],
  ['inherits more', [{ ...storedClerk, roles: [...storedClerk.roles, { role: 'root', db: 'admin' }] }], 'wrong role'],
])('says that a role %s', async (_, found, state) => {
  const { Mongo } = mongosh({ answer: () => ({ roles: found }) });
  const seen = await observeRoles(new Connections(Mongo, settings()), { roles: [clerk] });
  expect(seen).toEqual([{ name: 'shop.clerk', state }]);
});

test('counts two privileges on one resource as one', () => {
  const split = ['find', 'insert'].map((action) => ({ ...orders, actions: [action] }));
  expect(rights({ privileges: split, roles: [] })).toBe(rights({ privileges: [orders], roles: [] }));
});
