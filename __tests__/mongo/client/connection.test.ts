import { Chart } from 'cdk8s';
import { EnvTemplate } from '../../../lib/secrets/env-template';
import { MongoConnectionProps } from '../../../lib/mongo/client/connection';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { PasswordAlphabet } from '../../../lib/mongo/users/user';
import { refusal, rendered } from '../../rendered';

interface Parts {
  readonly user: SecretRef<'username' | 'password'>;
  readonly stranger: SecretRef<'username' | 'password'>;
}

function connect(
  chart: Chart,
  props: (parts: Parts) => MongoConnectionProps,
  database?: string,
  passwordAlphabet?: PasswordAlphabet,
): EnvTemplate {
  const user = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
  const stranger = new SecretRef(chart, 'mongo-other', { keys: ['username', 'password'] });
  const mongo = new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '1Gi' },
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [{ credentials: user, database, passwordAlphabet, roles: [{ role: 'readWrite', db: 'shop' }] }],
  });
  return mongo.connection(props({ user, stranger }));
}

function connection(props: Partial<MongoConnectionProps> = {}, database?: string): EnvTemplate {
  const made: EnvTemplate[] = [];
  rendered((chart) => made.push(connect(chart, ({ user }) => ({ user, database: 'shop', ...props }), database)));
  return made[0] as EnvTemplate;
}

const hosts = [0, 1, 2].map((ordinal) => `mongo-${ordinal}.mongo.shop.svc.cluster.local:27017`).join(',');

test('names all members, the set, and the variables of the credentials', () => {
  expect(connection().text('MONGODB_URI')).toBe(
    `mongodb://$(MONGODB_URI_USERNAME):$(MONGODB_URI_PASSWORD)@${hosts}/shop?authSource=admin&replicaSet=mongo&connectTimeoutMS=5000&heartbeatFrequencyMS=5000`,
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
  const text = connection({ options: { maxPoolSize: 20, compressors: 'zstd' } }, 'shop').text('URI');
  expect(text.split('?')[1]).toBe(
    'maxPoolSize=20&compressors=zstd&authSource=shop&replicaSet=mongo&connectTimeoutMS=5000&heartbeatFrequencyMS=5000',
  );
});

test.each(['connectTimeoutMS', 'connecttimeoutms'])('leaves a %s of its own to the program', (name) => {
  expect(
    connection({ options: { [name]: 20000 } })
      .text('URI')
      .split('?')[1],
  ).toBe(`${name}=20000&authSource=admin&replicaSet=mongo&heartbeatFrequencyMS=5000`);
});

test('says how to read and write, and who asks', () => {
  const props = { readPreference: 'nearest', writeConcern: 1, retryWrites: false, appName: 'user admin' } as const;
  expect(connection(props).text('URI').split('?')[1]).toBe(
    'readPreference=nearest&w=1&retryWrites=false&appName=user%20admin&authSource=admin&replicaSet=mongo&connectTimeoutMS=5000&heartbeatFrequencyMS=5000',
  );
});

test("finds the members by the Service's records, without the TLS that these would mean", () => {
  expect(connection({ hosts: 'srv' }).text('URI')).toBe(
    'mongodb+srv://$(URI_USERNAME):$(URI_PASSWORD)@mongo.shop.svc.cluster.local/shop?authSource=admin&replicaSet=mongo&tls=false&connectTimeoutMS=5000&heartbeatFrequencyMS=5000',
  );
});

test('leaves the credentials to variables of their own', () => {
  const value = connection({ credentials: 'separate' });
  expect([value.text('URI'), Object.keys(value.secrets)]).toEqual([
    `mongodb://${hosts}/shop?authSource=admin&replicaSet=mongo&connectTimeoutMS=5000&heartbeatFrequencyMS=5000`,
    ['USERNAME', 'PASSWORD'],
  ]);
});

test('refuses to put a password into a URI that cannot carry it', () => {
  const build = (credentials: 'uri' | 'separate') => (chart: Chart) =>
    connect(chart, ({ user }) => ({ user, database: 'shop', credentials }), undefined, 'printable');
  expect(refusal(build('uri'))).toContain(
    '[shop/mongo] connection.credentials must be "separate" for "mongo-shop", whose password may have characters that a URI cannot carry, got passwordAlphabet "printable"; write credentials: "separate"',
  );
  expect(() => rendered(build('separate'))).not.toThrow();
});

test('takes a whole connection string from a Secret, and leads to the members', () => {
  const made: EnvTemplate[] = [];
  rendered((chart) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    const mongo = new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile });
    made.push(mongo.connectionFrom(new SecretRef(chart, 'app', { keys: ['uri'] }).key('uri')));
  });
  expect([made[0]?.text('MONGODB_URI'), made[0]?.secrets['SECRET']?.key, made[0]?.endpoint?.port]).toEqual([
    '$(MONGODB_URI_SECRET)',
    'uri',
    27017,
  ]);
});

test.each<[string, (parts: Parts) => MongoConnectionProps, string]>([
  [
    'a user that the set does not make',
    ({ stranger }) => ({ user: stranger, database: 'shop' }),
    '[shop/mongo] connection.user must be one of the set\'s users ("mongo-shop"), got "mongo-other"; add it to users',
  ],
  [
    "the server's own database",
    ({ user }) => ({ user, database: 'admin' }),
    '[shop/mongo] connection.database must not be the server\'s own, got "admin"; write "user-admin"',
  ],
  [
    'a database that cannot be',
    ({ user }) => ({ user, database: 'a.b' }),
    '[shop/mongo] connection.database must be 1 to 63 characters without spaces and without any of /\\."$*<>:|?, got "a.b"; write a name such as "user-admin"',
  ],
  [
    'an option that the set decides',
    ({ user }) => ({ user, database: 'shop', options: { replicaSet: 'rs0' } }),
    '[shop/mongo] connection.options["replicaSet"] must not be an option that the set decides; leave it out',
  ],
  [
    'an option that has a place of its own',
    ({ user }) => ({ user, database: 'shop', options: { w: 1 } }),
    '[shop/mongo] connection.options["w"] must not be an option that has a prop; write it as writeConcern',
  ],
  [
    'tags of members to read from, where the primary is read',
    ({ user }) => ({ user, database: 'shop', options: { readPreferenceTags: 'use:reports' } }),
    '[shop/mongo] connection.options["readPreferenceTags"] is refused or ignored by drivers that read from the primary, got readPreference "primary"; write readPreference: "secondary"',
  ],
  [
    'a staleness, where the primary is read',
    ({ user }) => ({ user, database: 'shop', readPreference: 'primary', options: { maxstalenessseconds: 90 } }),
    '[shop/mongo] connection.options["maxstalenessseconds"] is refused or ignored by drivers that read from the primary, got readPreference "primary"; write readPreference: "secondary"',
  ],
  [
    'a write that nobody has',
    ({ user }) => ({ user, database: 'shop', writeConcern: 0 }),
    '[shop/mongo] connection.writeConcern must be an integer from 1 to 50, got 0; write 1',
  ],
])('refuses %s', (_, props, message) => {
  expect(refusal((chart) => connect(chart, props))).toContain(message);
});
