import { Chart } from 'cdk8s';
import { MongoImport } from '../../../lib/mongo/import/mongo-import';
import { field, KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { prerequisites } from '../../../lib/prerequisites/prerequisites';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { only, refusal, rendered, yaml } from '../../rendered';

const egressTo = [{ namespaceName: 'old', podLabels: { app: 'mongodb' }, ports: [27017] }];

function build(chart: Chart, props: object = {}): void {
  const importer = new SecretRef(chart, 'mongo-importer', { keys: ['username', 'password'] });
  const mongo = new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '20Gi' },
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    roles: [
      { role: 'everything', db: 'admin', privileges: [{ resource: { anyResource: true }, actions: ['anyAction'] }] },
    ],
    users: [{ credentials: importer, roles: [{ role: 'everything', db: 'admin' }] }],
  });
  const old = new SecretRef(chart, 'old-mongo', { keys: ['uri', 'ca.crt'] });
  const source = { uri: old.key('uri'), caBundle: old.key('ca.crt') };
  new MongoImport(chart, 'mongo-import', { mongo, user: importer, source, egressTo, ...props });
}

function imported(props: object = {}): readonly KubernetesManifest[] {
  return rendered((chart) => {
    build(chart, props);
  }).filter(({ metadata }) => metadata.name.startsWith('mongo-import') && metadata.name !== 'mongo-importer');
}

function settings(props: object = {}): unknown {
  return JSON.parse((only(imported(props), 'ConfigMap')['data'] as Record<string, string>)['import.json'] ?? '');
}

test('is a Job with a way to the set and to the source and nowhere else', () => {
  expect(yaml(imported().filter(({ kind }) => kind !== 'ConfigMap'))).toMatchSnapshot();
});

test('follows the source, and imports into an empty set', () => {
  expect(settings()).toMatchObject({
    set: 'mongo',
    follow: true,
    replaceData: false,
    source: '/etc/source/uri',
    sourceAuthority: '/etc/source-ca/ca.crt',
    mark: expect.stringMatching(/^mongo-[0-9a-f]{8}$/) as unknown,
  });
});

test('shows a source that demands one a certificate, of a Secret that may have its authority too', () => {
  const all = rendered((chart) => {
    const certificate = new SecretRef(chart, 'old-ssl', { keys: ['ca.crt', 'tls.crt', 'tls.key'] });
    const uri = new SecretRef(chart, 'old-uri', { keys: ['uri'] }).key('uri');
    build(chart, { source: { uri, caBundle: certificate.key('ca.crt'), certificate } });
  });
  const { data } = only(
    all.filter(({ metadata }) => metadata.name === 'mongo-import-files'),
    'ConfigMap',
  ) as unknown as { readonly data: Readonly<Record<string, string>> };
  expect(JSON.parse(data['import.json'] ?? '')).toMatchObject({
    sourceAuthority: '/etc/source-ca/ca.crt',
    sourceCertificate: { certificate: '/etc/source-certificate/tls.crt', key: '/etc/source-certificate/tls.key' },
  });
  expect(
    prerequisites(all)
      .secrets.find(({ name }) => name === 'old-ssl')
      ?.keys.map(({ key }) => key),
  ).toEqual(['ca.crt', 'tls.crt', 'tls.key']);
});

test('is another Job with each change, and another import with each number or source alone', () => {
  const changes = [{}, {}, { follow: false }, { replaceData: true }, { importId: 2 }];
  const made = changes.map((change) => [only(imported(change), 'Job').metadata.name, field(settings(change), 'mark')]);
  expect([0, 1].map((column) => new Set(made.map((row) => row[column])).size)).toEqual([4, 2]);
});

test('needs the keys of the source’s Secret', () => {
  const { secrets } = prerequisites(imported());
  expect(secrets.map(({ name, keys }) => [name, keys.map(({ key }) => key)])).toEqual([
    ['mongo-importer', ['password', 'username']],
    ['old-mongo', ['ca.crt', 'uri']],
  ]);
});

test.each<[string, object, string]>([
  [
    'no source',
    { source: undefined },
    '[shop/mongo-import] source must be { uri, caBundle, certificate }, got undefined',
  ],
  [
    'a connection string',
    { source: { uri: 'mongodb://root:secret@old-0' } },
    '[shop/mongo-import] source.uri must be a key of a SecretRef, got a string; write secretRef.key(…)',
  ],
  [
    'a certificate without its key',
    { source: { uri: 'none', certificate: 'tls.crt' } },
    '[shop/mongo-import] source.certificate must be a SecretRef, got a string; write new SecretRef(chart, "old-mongo-client", { keys: ["tls.crt", "tls.key"] })',
  ],
  [
    'no way to the source',
    { egressTo: [] },
    '[shop/mongo-import] egressTo must have the addresses of the source, got none; write [{ namespaceName: "old", podLabels: { app: "mongodb" }, ports: [27017] }], or [{ cidr, ports }]',
  ],
  [
    'a string for false',
    { follow: 'no' },
    '[shop/mongo-import] follow must be true or false, got "no"; write follow: false for a single mongod',
  ],
  ['no number', { importId: 0 }, '[shop/mongo-import] importId must be an integer from 1, got 0; write 1'],
])('refuses %s', (_, props, message) => {
  expect(
    refusal((chart) => {
      build(chart, props);
    }),
  ).toContain(message);
});

test('needs no addresses without a NetworkPolicy', () => {
  expect(imported({ networkPolicy: false, egressTo: [] }).map(({ kind }) => kind)).not.toContain('NetworkPolicy');
});
