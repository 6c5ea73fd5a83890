import { createPublicKey, randomBytes } from 'node:crypto';
import { sealedValue } from '../../../lib/commands/seal/sealed-value';
import { certificate } from './certificate';
import { unsealedValue } from './unsealed-value';

const { pem, privateKey } = certificate();
const key = createPublicKey(pem);
const target = { namespace: 'shop', name: 'database' } as const;
const value = `${randomBytes(24).toString('base64')}\nü`;

test.each([
  ['strict', 'shop/database'],
  ['namespace-wide', 'shop'],
  ['cluster-wide', ''],
] as const)('is decrypted by the private key in the scope %s', (scope, label) => {
  expect(unsealedValue(sealedValue(value, key, { ...target, scope }), privateKey, label)).toBe(value);
});

test.each(['shop/other', 'other/database', 'shop', ''])(
  'is not decrypted for %j what was sealed for one Secret',
  (label) => {
    const sealed = sealedValue(value, key, { ...target, scope: 'strict' });
    expect(() => unsealedValue(sealed, privateKey, label)).toThrow();
  },
);

test('is another ciphertext each time, of which none can be changed', () => {
  const sealed = sealedValue(value, key, { ...target, scope: 'strict' });
  const bytes = Buffer.from(sealed, 'base64');
  bytes.writeUInt8(bytes.readUInt8(300) ^ 1, 300);
  expect(sealedValue(value, key, { ...target, scope: 'strict' })).not.toBe(sealed);
  expect(() => unsealedValue(bytes.toString('base64'), privateKey, 'shop/database')).toThrow();
});
