import { createPublicKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sealedValue, sealingKey } from '../../../lib/commands/seal/sealed-value';
import { temporaryDirectory } from '../../temporary-directory';
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

test('is any bytes', () => {
  const bytes = Buffer.from([0, 0xff, 0x0a]);
  const sealed = sealedValue(bytes, key, { ...target, scope: 'strict' });
  expect(unsealedValue(sealed, privateKey, 'shop/database')).toBe(bytes.toString('utf8'));
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

const now = new Date('2026-06-01');
const privatePem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));

function fileOf(text: string): string {
  return join(temporaryDirectory({ 'cert.pem': text }), 'cert.pem');
}

test("takes the certificate's public key, on the last day of its validity too", () => {
  expect(sealingKey(fileOf(pem), now).asymmetricKeyType).toBe('rsa');
  expect(sealingKey(fileOf(certificate({ to: new Date('2026-06-02') }).pem), now).type).toBe('public');
});

test.each<[what: string, text: string, problem: string]>([
  ['a private key', privatePem, 'must be a certificate in PEM, got something else'],
  ['a text', 'hunter2', 'must be a certificate in PEM, got something else'],
  ['a certificate of another algorithm', certificate({ type: 'ec' }).pem, 'must have an RSA key, got ec'],
  ['a short key', certificate({ bits: 1024 }).pem, 'must have a key of at least 2048 bits, got 1024'],
  [
    'an expired certificate',
    certificate({ to: new Date('2021-02-03') }).pem,
    'must be valid still, got one until 2021-02-03',
  ],
  [
    'a certificate of the future',
    certificate({ from: new Date('2119-02-03') }).pem,
    'must be valid already, got one from 2119-02-03',
  ],
])('refuses %s as a certificate, and does not repeat it', (_, text, problem) => {
  const file = fileOf(text);
  expect(() => sealingKey(file, now)).toThrow(
    `1 finding:\n[${file}] ${problem}; get the controller's with kubeseal --fetch-cert`,
  );
});

test('refuses a certificate that is not there', () => {
  expect(() => sealingKey('none.pem', now)).toThrow(
    "[none.pem] cannot be read: no such file or directory (ENOENT); get the controller's with kubeseal --fetch-cert",
  );
});
