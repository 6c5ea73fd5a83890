import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSealedFile, writeSealedFile } from '../../../lib/commands/seal/sealed-file';
import { SealingTarget } from '../../../lib/commands/seal/sealed-value';
import { sealedFile } from '../../secrets/sources/encrypted-files';
import { temporaryDirectory, tree } from '../../temporary-directory';

const target: SealingTarget = { scope: 'strict', namespace: 'shop', name: 'database' };

test('reads what it wrote, in folders that it makes, with the keys in their order', () => {
  const directory = temporaryDirectory();
  const file = join(directory, 'sealed/production/database.yaml');
  const encrypted = { type: 'kubernetes.io/basic-auth', encryptedData: { b: 'AAAA', a: 'BBBB' } };
  writeSealedFile(file, target, encrypted);
  expect(readSealedFile(file, target)).toEqual({ ...encrypted, scope: 'strict' });
  expect(tree(directory)).toEqual({
    'sealed/': '',
    'sealed/production/': '',
    'sealed/production/database.yaml': `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: database
  namespace: shop
spec:
  encryptedData:
    a: BBBB
    b: AAAA
  template:
    metadata:
      name: database
      namespace: shop
    type: kubernetes.io/basic-auth
`,
  });
});

test('holds nothing before it is there', () => {
  expect(readSealedFile(join(temporaryDirectory(), 'none.yaml'), target)).toEqual({ encryptedData: {} });
});

test.each<[what: string, metadata: Parameters<typeof sealedFile>[1], difference: string]>([
  ['name', { name: 'other' }, 'name "database", got "other"'],
  ['namespace', { namespace: 'other' }, 'namespace "shop", got "other"'],
  [
    'scope',
    { annotations: { 'sealedsecrets.bitnami.com/cluster-wide': 'true' } },
    'scope "strict", got "cluster-wide"',
  ],
])('does not mix ciphertext for another %s into one file', (_, metadata, difference) => {
  const file = join(temporaryDirectory({ a: sealedFile({ username: 'AAAA' }, metadata) }), 'a');
  expect(() => readSealedFile(file, target)).toThrow(
    `1 finding:\n[${file}] must be of the ${difference}; write another file, or remove it`,
  );
});

test('takes the scope of the file where none is asked for', () => {
  const annotations = { 'sealedsecrets.bitnami.com/cluster-wide': 'true' };
  const file = join(temporaryDirectory({ a: sealedFile({ username: 'AAAA' }, { annotations }) }), 'a');
  expect(readSealedFile(file, { namespace: 'shop', name: 'database' })).toEqual({
    scope: 'cluster-wide',
    encryptedData: { username: 'AAAA' },
  });
});

test('refuses a file that is something else', () => {
  const file = join(temporaryDirectory({ a: '- hunter2' }), 'a');
  expect(() => readSealedFile(file, target)).toThrow(`[${file}] must be one object in YAML or JSON`);
});

test('says what keeps it from writing, and leaves nothing behind', () => {
  const directory = temporaryDirectory({ a: 'text' });
  const file = join(directory, 'a/database.yaml');
  expect(() => {
    writeSealedFile(file, target, { type: 'Opaque', encryptedData: {} });
  }).toThrow(`[${file}] cannot be written: `);
  expect(readFileSync(join(directory, 'a'), 'utf8')).toBe('text');
});
