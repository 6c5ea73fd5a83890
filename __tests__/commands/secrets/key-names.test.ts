import { readFileSync } from 'node:fs';
import { canBeRandom, isFile, unmadeNames } from '../../../lib/commands/secrets/key-names';

/** The ways in which a name is written. */
function spellings(name: string): string[] {
  const words = name.split(' ');
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const [first = '', ...others] = words;
  return [
    words.join('-'),
    ...(words.at(-1) === 'key' ? [] : [words.join('.')]),
    words.join('_'),
    words.join('_').toUpperCase(),
    [first, ...others.map(capital)].join(''),
    words.map(capital).join(''),
  ];
}

const oneLine = [
  ...['database url', 'mongo uri', 'connection string', 'dsn', 'sentry dsn', 'db host', 'smtp port', 'search endpoint'],
  ...[
    'azure client secret',
    'client secret',
    'client id',
    'tenant id',
    'access key',
    'access key id',
    'secret access key',
  ],
  ...['aws access key id', 'google maps api key', 's3 secret', 'storage account key', 'database url 2', 'uri'],
];
const files = [
  ...[
    'certificate',
    'certs',
    'tls crt',
    'ca',
    'ca cert',
    'ca bundle',
    'server pem',
    'fullchain',
    'keystore',
    'trust store jks',
  ],
  ...['id rsa', 'id ed25519', 'ssh key', 'tls key', 'private key', 'jwt private key', 'client key', 'tls key file'],
  ...['google application credentials', 'service account', 'config json', 'values yaml', 'kube config', 'ca data'],
];
const random = [
  ...[
    'key',
    'secret',
    'password',
    'keyfile',
    'key file',
    'api key',
    'token',
    'jwt secret',
    'master key',
    'curl',
    'valid',
  ],
  ...[
    'session secret',
    'signing key',
    'encryption key',
    'admin password',
    'webhook secret',
    'username',
    'url password',
  ],
];

test.each(random.flatMap(spellings))('a value may be random for the key %s, which is no file', (key) => {
  expect([canBeRandom(key), isFile(key)]).toEqual([true, false]);
});

test.each(oneLine.flatMap(spellings))('a value may not be random for the key %s, which is one line', (key) => {
  expect([canBeRandom(key), isFile(key)]).toEqual([false, false]);
});

test.each(files.flatMap(spellings))('a value may not be random for the key %s, which is a file', (key) => {
  expect([canBeRandom(key), isFile(key)]).toEqual([false, true]);
});

test.each([
  'tls.crt',
  'tls.key',
  'server.key',
  'ca.pem',
  '.dockerconfigjson',
  '.dockercfg',
  'config.json',
  'kubeconfig',
  'ssh-privatekey',
  'caBundle',
  'cabundle',
  'SSHKey',
])('a value may not be random for the key %s as others write it, which is a file', (key) => {
  expect([canBeRandom(key), isFile(key)]).toEqual([false, true]);
});

test.each([
  'uri',
  'MONGODB_URI',
  'mongouri',
  'mongoDBURI',
  'databaseURL',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'connectionstring',
  'AZURE_CLIENT_SECRET',
])('a value may not be random for the key %s as others write it, which is one line', (key) => {
  expect([canBeRandom(key), isFile(key)]).toEqual([false, false]);
});

test('the guide has the same list as the help', () => {
  const guide = readFileSync('docs/secrets.md', 'utf8').replaceAll('`', '').replace(/\s+/g, ' ');
  expect(guide).toContain(unmadeNames);
});
