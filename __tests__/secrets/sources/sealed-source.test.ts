import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { render } from '../../../lib/synth/render';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { setFilesRoot } from '../../../lib/construct/files-root';
import { isSealedFor, sealedFileState } from '../../../lib/secrets/sources/sealed-source';
import { setSecretEnvironment } from '../../../lib/secrets/sources/secret-environment';
import { only, refusal, rendered } from '../../rendered';
import { temporaryDirectory } from '../../temporary-directory';
import { ciphertext, sealedFile } from './encrypted-files';

const remedy = 'create it with cdk8s-backend seal --name database --namespace shop';
const missing = 'seal it with cdk8s-backend seal --missing';

function fileOf(text: string): string {
  return join(temporaryDirectory({ 'database.yaml': text }), 'database.yaml');
}

function database(file: string): readonly KubernetesManifest[] {
  return rendered((chart) => {
    new SecretRef(chart, 'database', { keys: ['password'], source: { type: 'sealed', file } });
  });
}

test('renders the ciphertext of the keys that are needed, bound to name and namespace', () => {
  const password = ciphertext();
  const manifest = only(database(fileOf(sealedFile({ password, unused: ciphertext() }))), 'SealedSecret');
  expect(manifest).toEqual({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name: 'database', namespace: 'shop' },
    spec: {
      encryptedData: { password },
      template: { metadata: { name: 'database', namespace: 'shop' }, type: 'Opaque' },
    },
  });
});

test.each([
  ['namespace-wide', { name: 'other' }],
  ['cluster-wide', { name: 'other', namespace: 'other' }],
])('lets a file of the scope %s have what its ciphertext is not bound to, and says the scope', (scope, metadata) => {
  const annotations = { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };
  const file = fileOf(sealedFile({ password: ciphertext() }, { ...metadata, annotations }));
  expect(only(database(file), 'SealedSecret')).toMatchObject({
    metadata: { name: 'database', namespace: 'shop', annotations },
    spec: { template: { metadata: { annotations } } },
  });
});

test('reads the file of the environment and of the version', () => {
  const directory = temporaryDirectory({
    'sealed/production/database-v2.yaml': sealedFile({ password: ciphertext() }, { name: 'database-v2' }),
  });
  const app = new App();
  setFilesRoot(app, directory);
  setSecretEnvironment(app, { name: 'production', sources: { database: { type: 'sealed' } } });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new SecretRef(chart, 'database', { keys: ['password'], version: 2 });
  expect(only(render(app), 'SealedSecret').metadata.name).toBe('database-v2');
});

test.each<[what: string, text: string, finding: string]>([
  [
    'another name',
    sealedFile({ password: ciphertext() }, { name: 'jwt' }),
    `must be for the name "database", got "jwt" in FILE; ${remedy}`,
  ],
  [
    'another namespace',
    sealedFile({ password: ciphertext() }, { namespace: 'other' }),
    `must be for the namespace "shop", got "other" in FILE; ${remedy}`,
  ],
  [
    'another namespace in the scope of one',
    sealedFile(
      { password: ciphertext() },
      { namespace: 'other', annotations: { 'sealedsecrets.bitnami.com/namespace-wide': 'true' } },
    ),
    `must be for the namespace "shop", got "other" in FILE; ${remedy}`,
  ],
  ['no such key', sealedFile({}), `must have ciphertext for the key "password", got none in FILE; ${missing}`],
  [
    'plain text for ciphertext',
    sealedFile({ password: 'hunter2' }),
    `must have ciphertext for the key "password", got something else in FILE; ${remedy}`,
  ],
  [
    'a Secret',
    JSON.stringify({ apiVersion: 'v1', kind: 'Secret', stringData: { password: 'hunter2' } }),
    `must be a SealedSecret of bitnami.com/v1alpha1, got "v1" "Secret" in FILE; ${remedy}`,
  ],
])('refuses a file with %s, and does not repeat it', (_, text, finding) => {
  const file = fileOf(text);
  const message = refusal((chart) => {
    new SecretRef(chart, 'database', { keys: ['password'], source: { type: 'sealed', file } });
  });
  expect(message).toBe(`1 finding:\n[shop/database] source.file ${finding.replace('FILE', JSON.stringify(file))}`);
});

test.each<[what: string, text: string | undefined, problem: string, write: string]>([
  ['that is not there', undefined, 'cannot be read: no such file or directory (ENOENT)', missing],
  ['that is no YAML', '{ hunter2', 'must be one object in YAML or JSON', remedy],
  ['that is a list', '- hunter2', 'must be one object in YAML or JSON', remedy],
])('refuses a file %s', (_, text, problem, write) => {
  const file = text === undefined ? join(temporaryDirectory(), 'none.yaml') : fileOf(text);
  const message = refusal((chart) => {
    new SecretRef(chart, 'database', { keys: ['password'], source: { type: 'sealed', file } });
  });
  expect(message).toBe(`1 finding:\n[shop/database] source.file ${problem}, got ${JSON.stringify(file)}; ${write}`);
});

describe('keys that can be sealed', () => {
  const none = join(temporaryDirectory(), 'none.yaml');
  const partial = fileOf(sealedFile({ password: ciphertext() }));

  function unsealed(file: string, namespace?: string): unknown {
    const chart = new Chart(new App(), 'shop', { namespace });
    return new SecretRef(chart, 'database', { keys: ['username', 'password'], source: { type: 'sealed', file } })
      .unsealed;
  }

  test.each([
    ['all of a file that is not there', none, ['username', 'password']],
    ['those that a file lacks', partial, ['username']],
  ])('are %s', (_, file, keys) => {
    expect(unsealed(file, 'shop')).toEqual({ file, keys });
  });

  test.each([
    ['a file has all of them', fileOf(sealedFile({ username: ciphertext(), password: ciphertext() })), 'shop'],
    ['a file has something else for one of them', fileOf(sealedFile({ username: 'hunter2' })), 'shop'],
    ['a file is for another namespace', partial, 'other'],
    ['a file is no YAML', fileOf('{ hunter2'), 'shop'],
    ['there is no namespace to which ciphertext is bound', none, undefined],
  ])('are none if %s', (_, file, namespace) => {
    expect(unsealed(file, namespace)).toBeUndefined();
  });

  test('are none if there is no root at which the path begins', () => {
    const secret = { name: 'database', namespace: 'shop', keys: ['password'], type: 'Opaque' };
    expect(sealedFileState(secret, 'none.yaml').unsealed).toBeUndefined();
  });

  test.each([
    ['the keys do not fit the type', { keys: ['tls.crt'], type: 'kubernetes.io/tls' }],
    ['the name is invalid', { keys: ['password'], name: 'Database' }],
    ['the Secret has another source', { keys: ['password'], source: { type: 'existing' } }],
  ] as const)('are none if %s', (_, props) => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const given = { source: { type: 'sealed', file: none }, ...props } as const;
    expect(new SecretRef<string>(chart, 'database', given).unsealed).toBeUndefined();
  });
});

describe('the advice to seal what is missing', () => {
  const none = join(temporaryDirectory(), 'none.yaml');
  const partial = fileOf(
    sealedFile(
      { password: ciphertext() },
      { annotations: { 'sealedsecrets.bitnami.com/cluster-wide': 'true' }, namespace: 'x' },
    ),
  );
  const broken = fileOf(sealedFile({ password: 'hunter2' }));

  test.each([
    ['a file that is not there', none, 'shop', missing],
    ['a file that lacks a key', partial, 'shop', missing],
    ['a file that lacks a key and has something else for another', broken, 'shop', remedy],
    [
      'no file and no namespace',
      none,
      undefined,
      'give the chart a namespace: super(scope, id, { namespace: "shop" })',
    ],
    [
      'a file that lacks a key and no namespace',
      partial,
      undefined,
      'give the chart a namespace: super(scope, id, { namespace: "shop" })',
    ],
  ])('is given where it can be sealed: %s', (_, file, namespace, write) => {
    const { issues, unsealed } = sealedFileState(
      { name: 'database', namespace, keys: ['username', 'password'], type: 'Opaque' },
      file,
    );
    expect(issues.map((issue) => issue.write)).toEqual(issues.map(() => write));
    expect(unsealed !== undefined).toBe(write === missing);
  });
});

test.each([
  [undefined, 'other', 'shop', false],
  [undefined, 'database', 'shop', true],
  ['namespace-wide', 'other', 'shop', true],
  ['namespace-wide', 'database', 'other', false],
  ['cluster-wide', 'other', 'other', true],
])('a file of the scope %s for shop/database is for %s in %s too: %p', (scope, name, namespace, expected) => {
  const annotations = { [`sealedsecrets.bitnami.com/${scope ?? ''}`]: 'true' };
  const secret = { name, namespace, keys: ['password'], type: 'Opaque' };
  expect(isSealedFor(secret, fileOf(sealedFile({}, { annotations })))).toBe(expected);
});

test('refuses to look for a file in no environment', () => {
  const message = refusal((chart) => {
    new SecretRef(chart, 'database', { keys: ['password'], source: { type: 'sealed' } });
  });
  expect(message).toBe(
    '1 finding:\n[shop/database] source.file must be set without an environment, got none; write file, or setSecretEnvironment(app, { name: "production" }) for sealed/production/',
  );
});

test.each([
  [0, 'a number'],
  [new Uint8Array(), 'an Uint8Array'],
  [true, 'a boolean'],
])('reads no file for %p, which from JavaScript may be an open one', (file, got) => {
  const message = refusal((chart) => {
    new SecretRef(chart, 'database', { keys: ['password'], source: { type: 'sealed', file: file as never } });
  });
  expect(message).toBe(`1 finding:\n[shop/database] source.file must be a string that is not empty, got ${got}`);
});
