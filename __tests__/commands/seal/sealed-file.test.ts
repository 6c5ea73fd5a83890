import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSealedFile, writeSealedFile } from '../../../lib/commands/seal/sealed-file';
import { SealingTarget } from '../../../lib/commands/seal/sealed-value';
import { SealingScope } from '../../../lib/secrets/sources/sealed-source';
import { sealedFile } from '../../secrets/sources/encrypted-files';
import { temporaryDirectory, tree } from '../../temporary-directory';

const target: SealingTarget = { scope: 'strict', namespace: 'shop', name: 'database' };

test('reads what it wrote, in folders that it makes, with the keys in their order', () => {
  const directory = temporaryDirectory();
  const file = join(directory, 'sealed/production/database.yaml');
  const encrypted = { type: 'kubernetes.io/basic-auth', encryptedData: { b: 'AAAA', a: 'BBBB' } };
  writeSealedFile(file, target, encrypted);
  expect(readSealedFile(file, target)).toEqual({ ...encrypted, name: 'database', namespace: 'shop', scope: 'strict' });
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
    name: 'database',
    namespace: 'shop',
    scope: 'cluster-wide',
    encryptedData: { username: 'AAAA' },
  });
});

test.each<[scope: SealingScope, metadata: Parameters<typeof sealedFile>[1], difference: string | undefined]>([
  ['namespace-wide', { name: 'other' }, undefined],
  ['namespace-wide', { name: 'other', namespace: 'other' }, 'namespace "shop", got "other"'],
  ['cluster-wide', { name: 'other', namespace: 'other' }, undefined],
])(
  'in the scope %s compares only what the ciphertext is bound to, %j, and keeps the rest',
  (scope, metadata, difference) => {
    const annotations = { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };
    const file = join(temporaryDirectory({ a: sealedFile({ username: 'AAAA' }, { ...metadata, annotations }) }), 'a');
    for (const wanted of [
      { namespace: 'shop', name: 'database' },
      { ...target, scope },
    ]) {
      if (difference === undefined) {
        const before = readSealedFile(file, wanted);
        writeSealedFile(file, { ...target, scope }, { type: 'Opaque', ...before });
        expect(readSealedFile(file, wanted)).toEqual(before);
        expect(before).toMatchObject({ name: 'other', namespace: metadata?.namespace ?? 'shop', scope });
      } else
        expect(() => readSealedFile(file, wanted)).toThrow(
          `1 finding:\n[${file}] must be of the ${difference}; write another file, or remove it`,
        );
    }
  },
);

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
