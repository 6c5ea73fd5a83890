import { Chart } from 'cdk8s';
import { ComposedValue } from '../../lib/values/composed-value';
import { MongoConnectionProps } from '../../lib/mongo/connection';
import { MongoStatefulSet } from '../../lib/mongo-stateful-set';
import { SecretRef } from '../../lib/secret-ref';
import { refusal, rendered } from '../rendered';

interface Parts {
  readonly user: SecretRef<'username' | 'password'>;
  readonly stranger: SecretRef<'username' | 'password'>;
}

function connect(chart: Chart, props: (parts: Parts) => MongoConnectionProps, database?: string): ComposedValue {
  const user = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
  const stranger = new SecretRef(chart, 'mongo-other', { keys: ['username', 'password'] });
  const mongo = new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '1Gi' },
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [{ credentials: user, database, roles: [{ role: 'readWrite', db: 'shop' }] }],
  });
  return mongo.connection(props({ user, stranger }));
}

function connection(props: Partial<MongoConnectionProps> = {}, database?: string): ComposedValue {
  const made: ComposedValue[] = [];
  rendered((chart) => made.push(connect(chart, ({ user }) => ({ user, database: 'shop', ...props }), database)));
  return made[0] as ComposedValue;
}

const hosts = [0, 1, 2].map((ordinal) => `mongo-${ordinal}.mongo.shop.svc.cluster.local:27017`).join(',');

test('names all members, the set, and the variables of the credentials', () => {
  expect(connection().text('MONGODB_URI')).toBe(
    `mongodb://$(MONGODB_URI_USERNAME):$(MONGODB_URI_PASSWORD)@${hosts}/shop?authSource=admin&replicaSet=mongo`,
  );
});

test('takes the credentials from the keys of the Secret', () => {
  const { USERNAME, PASSWORD } = connection().secrets;
  expect([USERNAME, PASSWORD].map((key) => [key?.secretName, key?.key])).toEqual([
    ['mongo-shop', 'username'],
    ['mongo-shop', 'password'],
  ]);
});

test('leads to the members, which let in who carries the label', () => {
  expect(connection().endpoint).toEqual({
    namespace: 'shop',
    labels: { app: 'mongo' },
    port: 27017,
    clientLabels: { 'mongo-client': 'true' },
  });
});

test('logs in where the user is, and passes options on', () => {
  const text = connection({ options: { readPreference: 'nearest', maxPoolSize: 20 } }, 'shop').text('URI');
  expect(text.split('?')[1]).toBe('readPreference=nearest&maxPoolSize=20&authSource=shop&replicaSet=mongo');
});

test.each<[string, (parts: Parts) => MongoConnectionProps, string]>([
  [
    'a user that the set does not make',
    ({ stranger }) => ({ user: stranger, database: 'shop' }),
    '[shop/mongo] connection: user must be one of the set\'s users ("mongo-shop"), got "mongo-other"; add it to users',
  ],
  [
    "the server's own database",
    ({ user }) => ({ user, database: 'admin' }),
    '[shop/mongo] connection: database must not be the server\'s own, got "admin"; write "user-admin"',
  ],
  [
    'a database that cannot be',
    ({ user }) => ({ user, database: 'a.b' }),
    '[shop/mongo] connection: database must be 1 to 63 characters without blanks and without any of /\\."$*<>:|?, got "a.b"; write a name such as "user-admin"',
  ],
  [
    'an option that the set decides',
    ({ user }) => ({ user, database: 'shop', options: { replicaSet: 'rs0' } }),
    '[shop/mongo] connection: option "replicaSet" is the set\'s own; leave it out',
  ],
])('refuses %s', (_, props, message) => {
  expect(refusal((chart) => connect(chart, props))).toContain(message);
});
