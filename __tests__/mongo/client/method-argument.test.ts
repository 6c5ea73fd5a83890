import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { outcome } from '../edge-values';

type Use = (mongo: MongoStatefulSet, user: SecretRef<'username' | 'password'>) => unknown;

const aUser = 'new SecretRef(chart, "mongo-user-admin", { keys: ["username", "password"] })';

test.each<[string, Use, string[]]>([
  [
    'a connection without props',
    (mongo) => mongo.connection(undefined as never),
    [
      'connection must be { user, database, hosts, credentials, readPreference, writeConcern, retryWrites, appName, options }, got undefined; write { user, database }',
    ],
  ],
  [
    'a connection without a user',
    (mongo) => mongo.connection({ database: 'shop' } as never),
    [`connection.user must be a SecretRef, got undefined; write ${aUser}`],
  ],
  [
    'hosts in capitals',
    (mongo, user) => mongo.connection({ user, hosts: 'SRV' as never }),
    ['connection.hosts must be "seeds" or "srv", got "SRV"; write "srv"'],
  ],
  [
    'credentials that are nowhere',
    (mongo, user) => mongo.connection({ user, credentials: 'seperate' as never }),
    ['connection.credentials must be "uri" or "separate", got "seperate"; write "separate"'],
  ],
  [
    'members that there are not',
    (mongo, user) => mongo.connection({ user, readPreference: 'secondry' as never }),
    [
      'connection.readPreference must be "primary" or "primaryPreferred" or "secondary" or "secondaryPreferred" or "nearest", got "secondry"; write "secondaryPreferred"',
    ],
  ],
  [
    'a prop that there is not',
    (mongo, user) => mongo.connection({ user, db: 'shop' } as never),
    [
      'connection.db is unknown; write one of user, database, hosts, credentials, readPreference, writeConcern, retryWrites, appName, options',
    ],
  ],
  [
    'a binding without a database',
    (mongo, user) => mongo.binding({ user } as never),
    ['binding.database must be a string, got undefined; write "user-admin"'],
  ],
  [
    'a binding of a whole Secret as connection string',
    (mongo, user) => mongo.binding({ user, database: 'shop', uri: user as never }),
    [
      'binding.uri must be a key of a SecretRef, got a SecretRef; write new SecretRef(chart, "mongo-uri", { keys: ["uri"] }).key("uri")',
    ],
  ],
  [
    'a connection string in words',
    (mongo) => mongo.connectionFrom('mongodb://mongo' as never),
    [
      'connectionFrom must be a key of a SecretRef, got a string; write new SecretRef(chart, "mongo-uri", { keys: ["uri"] }).key("uri")',
    ],
  ],
])('says of %s what to write, and nothing else', (_, use, expected) => {
  const { findings } = outcome({}, (mongo, user) => use(mongo, user));
  expect(findings.map((finding) => finding.replace('[shop/mongo] ', ''))).toEqual(expected);
});
