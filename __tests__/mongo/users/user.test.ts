import { Chart } from 'cdk8s';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { MongoUser } from '../../../lib/mongo/users/user';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { only, refusal, rendered } from '../../rendered';

const roles = [{ role: 'readWrite', db: 'shop' }];

function secret(chart: Chart, id: string, name = id): SecretRef<'username' | 'password'> {
  return new SecretRef(chart, id, { name, keys: ['username', 'password'] });
}

function mongo(chart: Chart, users: readonly MongoUser[]): void {
  const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
  new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile, users });
}

test('mounts name and password of each Secret, and nothing else of it, in a directory of its own', () => {
  const manifests = rendered((chart) => {
    mongo(chart, [{ credentials: secret(chart, 'one.two'), roles }]);
  });
  const items = [
    { key: 'username', path: 'username' },
    { key: 'password', path: 'password' },
  ];
  expect(only(manifests, 'StatefulSet')).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {},
            {
              volumeMounts: expect.arrayContaining([
                { name: 'user-one-two', mountPath: '/etc/users/one.two', readOnly: true },
              ]) as unknown,
            },
          ],
          volumes: expect.arrayContaining([
            { name: 'user-one-two', secret: { secretName: 'one.two', defaultMode: 0o440, items } },
          ]) as unknown,
        },
      },
    },
  });
});

test.each([
  ['', 'removedUsers[0].username must be a user\'s name, got ""; write the name that the user logs in with'],
  [
    '__system',
    'removedUsers[0].username must be a user\'s name, got "__system"; write the name that the user logs in with',
  ],
])('refuses to remove %p', (username, message) => {
  expect(
    refusal((chart) => {
      const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
      new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile, removedUsers: [{ username }] });
    }),
  ).toContain(`[shop/mongo] ${message}`);
});

test.each<[string, (chart: Chart) => MongoUser[], string]>([
  [
    'without roles',
    (chart) => [{ credentials: secret(chart, 'app'), roles: [] }],
    '[shop/mongo] users[0].roles must not be empty, got []; write [{ role: "readWrite", db: "user-admin" }]',
  ],
  [
    'named twice',
    (chart) => [
      { credentials: secret(chart, 'app'), roles },
      { credentials: secret(chart, 'again', 'app'), roles },
    ],
    '[shop/mongo] users[1] must be listed once, got "app"; write one user with the roles of both',
  ],
  [
    'of another namespace',
    (chart) => [{ credentials: secret(new Chart(chart, 'other', { namespace: 'other' }), 'app'), roles }],
    '[shop/mongo] users[0].credentials must be a Secret of the set\'s namespace, got one of "other"; make the SecretRef in the set\'s chart',
  ],
  [
    'of a Secret whose name leaves no room for that of its volume',
    (chart) => [{ credentials: secret(chart, 'u'.repeat(59)), roles }],
    `[shop/mongo] users[0].credentials must have a Secret's name of at most 58 characters, got "${'u'.repeat(59)}" with 59; write a shorter name`,
  ],
  [
    'of a database that cannot be',
    (chart) => [{ credentials: secret(chart, 'app'), database: '', roles: [{ role: 'read', db: 'a b' }] }],
    '[shop/mongo] users[0].roles[0].db must be 1 to 63 characters without spaces and without any of /\\."$*<>:|?, got "a b"; write a name such as "user-admin"',
  ],
])('refuses a user %s', (_, users, message) => {
  expect(
    refusal((chart) => {
      mongo(chart, users(chart));
    }),
  ).toContain(message);
});
