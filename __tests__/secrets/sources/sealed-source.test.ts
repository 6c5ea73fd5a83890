import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { render } from '../../../lib/synth/render';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { setFilesRoot } from '../../../lib/construct/files-root';
import { setSecretEnvironment } from '../../../lib/secrets/sources/secret-environment';
import { only, refusal, rendered } from '../../rendered';
import { temporaryDirectory } from '../../temporary-directory';
import { ciphertext, sealedFile } from './encrypted-files';

const remedy = 'create it with cdk8s-backend seal --name database --namespace shop';

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
  ['no such key', sealedFile({}), `must have ciphertext for the key "password", got none in FILE; ${remedy}`],
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

test.each<[what: string, text: string | undefined, problem: string]>([
  ['that is not there', undefined, 'cannot be read: no such file or directory (ENOENT)'],
  ['that is no YAML', '{ hunter2', 'must be one object in YAML or JSON'],
  ['that is a list', '- hunter2', 'must be one object in YAML or JSON'],
])('refuses a file %s', (_, text, problem) => {
  const file = text === undefined ? join(temporaryDirectory(), 'none.yaml') : fileOf(text);
  const message = refusal((chart) => {
    new SecretRef(chart, 'database', { keys: ['password'], source: { type: 'sealed', file } });
  });
  expect(message).toBe(`1 finding:\n[shop/database] source.file ${problem}, got ${JSON.stringify(file)}; ${remedy}`);
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
