import { App, Chart } from 'cdk8s';
import { BackedUpSet, checkBackedUpSet, noSet, noUser, separateUri } from '../../../lib/mongo/backup/backed-up-set';
import { users } from '../../../lib/mongo/users/user';
import { decided } from '../../../lib/props/schema';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { Findings } from '../../../lib/findings/findings';

const chart = new Chart(new App(), 'chart');
const [dumper, stranger] = ['mongo-dumper', 'stranger'].map(
  (name) => new SecretRef(chart, name, { keys: ['username', 'password'] }),
) as [SecretRef<'username' | 'password'>, SecretRef<'username' | 'password'>];
const set: BackedUpSet = {
  ...noSet,
  users: decided(users, { users: [{ credentials: dumper, roles: [] }] }).users,
  connection: ({ user, ...options }) => ({ ...noSet.connection({ user }), text: () => JSON.stringify(options) }),
};

test('asks the set for a connection without credentials', () => {
  expect(JSON.parse(separateUri(set, dumper, { appName: 'backup' }))).toEqual({
    credentials: 'separate',
    appName: 'backup',
  });
});

test('asks the set for nothing where there is none, no user, or none that it makes', () => {
  expect([separateUri(noSet, dumper, {}), separateUri(set, noUser, {}), separateUri(set, stranger, {})]).toEqual([
    '',
    '',
    '',
  ]);
  expect([noSet.users, noUser.name]).toEqual([[], 'none']);
});

const inShop = { ...set, endpoint: { ...set.endpoint, namespace: 'shop' } };

test.each([
  ['a user that the set has', set, dumper, []],
  ['no user, which was reported', set, undefined, []],
  [
    'a user that the set does not have',
    set,
    stranger,
    ['user must be one of the set\'s users ("mongo-dumper"), got "stranger"; add it to the set\'s users'],
  ],
  [
    'a user of a set without users',
    { ...set, users: [] },
    stranger,
    ['user must be one of the set\'s users (none), got "stranger"; add it to the set\'s users'],
  ],
  [
    'a set of another namespace',
    inShop,
    dumper,
    ['mongo must be a set of the namespace of the backup, got one of "shop"; create the backup in the set\'s chart'],
  ],
])('of %s, finds what is to be written', (_, given, user, expected) => {
  const findings = new Findings();
  checkBackedUpSet(findings, given, { user }, { owner: 'backup', namespace: undefined });
  expect(findings.validate()).toEqual(expected);
});
