import { Chart } from 'cdk8s';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { MongoStatefulSetProps } from '../../lib/mongo/replica-set/props';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { kinds, only, refusal, rendered, yaml } from '../rendered';
import { outcome } from './edge-values';

function build(chart: Chart, props: object = {}, id = 'mongo'): MongoStatefulSet {
  const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
  const credentials = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
  const users = [{ credentials, roles: [{ role: 'readWrite', db: 'shop' }] }];
  return new MongoStatefulSet(chart, id, { storage: { size: '20Gi' }, keyfile, users, ...props });
}

function mongo(props: Partial<MongoStatefulSetProps> = {}): readonly KubernetesManifest[] {
  return rendered((chart) => build(chart, props));
}

function refused(props: object, id?: string): string {
  return refusal((chart) => build(chart, props, id));
}

test('needs storage and a keyfile alone', () => {
  const withoutFiles = mongo().filter(({ kind }) => kind !== 'ConfigMap');
  // The hash is of the agent's program too, which the snapshot is not about.
  expect(yaml(withoutFiles).replace(/(cdk8s-backend\/config: ).*/, '$1<hash>')).toMatchSnapshot();
});

test('has no budget for one member, of which it would block every drain', () => {
  expect(kinds(mongo({ members: 1 }))).not.toContain('PodDisruptionBudget');
});

test('takes the StorageClass, the domain and the way to the API server as told', () => {
  const manifests = mongo({
    storage: { size: '1024Mi', className: 'fast' },
    clusterDomain: 'corp.example',
    apiServer: { cidrs: ['10.0.0.1/32'], ports: [6443] },
  });
  expect(only(manifests, 'StatefulSet')).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [{ command: expect.arrayContaining(['$(POD_NAME).mongo.shop.svc.corp.example']) as unknown }, {}],
        },
      },
      volumeClaimTemplates: [{ spec: { storageClassName: 'fast', resources: { requests: { storage: '1Gi' } } } }],
    },
  });
  expect(only(manifests, 'NetworkPolicy')).toHaveProperty('spec.egress.2', {
    to: [{ ipBlock: { cidr: '10.0.0.1/32' } }],
    ports: [{ protocol: 'TCP', port: 6443 }],
  });
});

test.each<[string, object, string]>([
  ['an even number of members', { members: 4 }, '[shop/mongo] members must be odd, got 4; use 3 or 5'],
  ['too many members', { members: 9 }, '[shop/mongo] members must be 1, 3, 5 or 7, got 9; use 3'],
  ['a member count in words', { members: '3' }, '[shop/mongo] members must be 1, 3, 5 or 7, got "3"; use 3'],
  [
    'arbiters',
    { arbiters: 1 },
    '[shop/mongo] arbiters must be left out, because arbiters vote without data, so that one member down stops or loses majority writes, got 1; write members: 3',
  ],
  [
    'a tag of a release series',
    { image: 'mongo:8.0' },
    '[shop/mongo] image has a tag that moves to other releases, got "mongo:8.0"; write a patch release such as "mongo:8.0.30"',
  ],
  [
    'a tag of a release series on a base',
    { image: 'mongo:8-noble' },
    '[shop/mongo] image has a tag that moves to other releases, got "mongo:8-noble"; write a patch release such as "mongo:8.0.30"',
  ],
  [
    'a size that is no quantity',
    { storage: { size: '20gb' } },
    '[shop/mongo] storage.size must be a positive quantity of bytes, got "20gb"; write "20Gi"',
  ],
  [
    'too little memory',
    { resources: { limits: { memory: '256Mi' } } },
    '[shop/mongo] resources.limits.memory must be at least "512Mi", half of which is mongod\'s smallest cache, got "256Mi"; write "512Mi", in production "2Gi" or more',
  ],
  [
    'a startup time below a minute',
    { startupSeconds: 10 },
    '[shop/mongo] startupSeconds must be an integer from 60, got 10',
  ],
  [
    'a domain that is none',
    { clusterDomain: 'cluster_local' },
    '[shop/mongo] clusterDomain must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "cluster_local"; write "cluster-local"',
  ],
])('refuses %s', (_, props, message) => {
  expect(refused(props)).toContain(message);
});

test('takes a moving tag with a digest, which does not move', () => {
  expect(() => mongo({ image: `mongo:8.0@sha256:${'0'.repeat(64)}` })).not.toThrow();
});

test('refuses a name too long for the labels that Kubernetes makes of it', () => {
  expect(refused({}, 'm'.repeat(53))).toContain('id must have at most 52 characters');
});

test('reports all findings at once', () => {
  const text = refused({ members: 2, image: 'mongo', storage: { size: '' } });
  expect(
    ['members must be odd', 'image has no tag', 'storage.size must be'].map((part) => text.includes(part)),
  ).toEqual([true, true, true]);
});

type Use = (mongo: MongoStatefulSet, user: SecretRef<'username' | 'password'>) => unknown;

const aUser = 'new SecretRef(chart, "mongo-user-admin", { keys: ["username", "password"] })';

test.each<[string, Use, string[]]>([
  [
    'a connection without props',
    (mongo) => mongo.connection(undefined as never),
    [
      'connection must be { user, caBundle, database, from, hosts, credentials, readPreference, writeConcern, retryWrites, appName, options }, got undefined; write { user, database }',
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
      'connection.db is unknown; write one of user, caBundle, database, from, hosts, credentials, readPreference, writeConcern, retryWrites, appName, options',
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
