import { Chart, App } from 'cdk8s';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { outcome } from '../edge-values';

const chart = new Chart(new App(), 'elsewhere', { namespace: 'shop' });
const credentials = new SecretRef(chart, 'mongo-other', { keys: ['username', 'password'] });
const roles = [{ role: 'read', db: 'shop' }];
const aKeyfile = 'new SecretRef(chart, "mongo-keyfile", { keys: ["keyfile"] }).key("keyfile")';
const aUser = 'new SecretRef(chart, "mongo-user-admin", { keys: ["username", "password"] })';
const privilege = { resource: { cluster: true }, actions: ['find'] };

function findings(props: object | undefined): string[] {
  return outcome(props).findings.map((finding) => finding.replace('[shop/mongo] ', ''));
}

test.each<[string, object | undefined, string[]]>([
  ['nothing', undefined, ['props must be an object, got undefined; write { storage, keyfile }']],
  [
    'no storage',
    { storage: undefined },
    [
      'storage must be { size, className, labels, annotations, accessMode, retention, journal }, got undefined; write { size: "20Gi" }',
    ],
  ],
  ['no keyfile', { keyfile: undefined }, [`keyfile must be a key of a SecretRef, got undefined; write ${aKeyfile}`]],
  ['a keyfile in words', { keyfile: 'abc' }, [`keyfile must be a key of a SecretRef, got a string; write ${aKeyfile}`]],
  [
    'a whole Secret as keyfile',
    { keyfile: credentials },
    [`keyfile must be a key of a SecretRef, got a SecretRef; write ${aKeyfile}`],
  ],
  ['a prop that there is not', { memebers: 3 }, ['memebers is no prop of a MongoStatefulSet; write "members"']],
  ['an even number of members', { members: 4 }, ['members must be odd, got 4; use 3 or 5']],
  [
    'no podAntiAffinity',
    { podAntiAffinity: 'none' },
    ['podAntiAffinity must be "preferred" or "required", got "none"; write "preferred"'],
  ],
  [
    'a user by its name',
    { users: [{ credentials: 'x', roles }] },
    [`users[0].credentials must be a SecretRef, got a string; write ${aUser}`],
  ],
  [
    'a user without roles',
    { users: [{ credentials }] },
    ['users[0].roles must be a list of { role, db }, got undefined; write [{ role: "readWrite", db: "user-admin" }]'],
  ],
  [
    'a user of a Secret without a password',
    { users: [{ credentials: new SecretRef(chart, 'half', { keys: ['username'] }), roles }] },
    [`users[0].credentials must have the keys "username" and "password", got "username"; write ${aUser}`],
  ],
  [
    'a privilege on nothing',
    { roles: [{ role: 'auditor', db: 'admin', privileges: [{ actions: ['find'] }] }] },
    [
      'roles[0].privileges[0].resource must be { cluster } or { db, collection } or { anyResource }, got undefined; write { db: "user-admin", collection: "" }',
    ],
  ],
  [
    'a privilege to do nothing',
    { roles: [{ role: 'auditor', db: 'admin', privileges: [{ resource: privilege.resource }] }] },
    ['roles[0].privileges[0].actions must be a list of strings, got undefined; write ["find"]'],
  ],
  [
    'a role without a name',
    { roles: [{ db: 'admin', privileges: [privilege] }] },
    ['roles[0].role must be a string, got undefined; write "auditor"'],
  ],
  [
    'an issuer without a name',
    { tls: { mode: 'require', certificate: { issuer: {} } } },
    ['tls.certificate.issuer.name must be a string, got undefined; write "internal"'],
  ],
  [
    'an exporter of a Secret without a password',
    {
      exporter: { credentials: new SecretRef(chart, 'other-half', { keys: ['username'] }) },
      metrics: { kind: 'annotations' },
    },
    [
      'exporter.credentials must have the keys "username" and "password", got "username"; write new SecretRef(chart, "mongo-exporter", { keys: ["username", "password"] })',
    ],
  ],
])('says of %s what to write, and nothing else', (_, props, expected) => {
  expect(findings(props)).toEqual(expected);
});

test('says of every finding of one run at once', () => {
  expect(findings({ members: 2, colour: 'red', image: 'mongo', storage: { size: '1gb' }, size: 'xl' })).toEqual([
    'colour is no prop of a MongoStatefulSet; leave it out',
    'size must be "s" or "m" or "l", got "xl"; write "m"',
    'members must be odd, got 2; use 1 or 3',
    'image has no tag, got "mongo"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
    'storage.size must be a positive quantity of bytes, got "1gb"; write "1Gi"',
  ]);
});

test('blames no connection for what is wrong with its user', () => {
  const { findings: all } = outcome({ users: [{ credentials, role: 'read' }] }, (mongo) => {
    mongo.connection({ user: credentials });
  });
  expect(all).toEqual(['[shop/mongo] users[0].role is unknown; write "roles"']);
});

test('blames no exporter for what is wrong with the metrics', () => {
  expect(findings({ metrics: { labels: 'x' }, exporter: { credentials } })).toEqual([
    'metrics.labels must be an object, got "x"; write { release: "kube-prometheus-stack" }',
  ]);
});
