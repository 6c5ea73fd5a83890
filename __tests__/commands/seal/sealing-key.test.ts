import { join } from 'node:path';
import { sealingKey } from '../../../lib/commands/seal/sealing-key';
import { temporaryDirectory } from '../../temporary-directory';
import { certificate } from './certificate';

const now = new Date('2026-06-01');
const { pem, privateKey } = certificate();
const privatePem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));

function fileOf(text: string): string {
  return join(temporaryDirectory({ 'cert.pem': text }), 'cert.pem');
}

test("is the certificate's public key, on the last day of its validity too", () => {
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
])('refuses %s, and does not repeat it', (_, text, problem) => {
  const file = fileOf(text);
  expect(() => sealingKey(file, now)).toThrow(
    `1 finding:\n[${file}] ${problem}; get the controller's with kubeseal --fetch-cert`,
  );
});

test('refuses a file that is not there', () => {
  expect(() => sealingKey('none.pem', now)).toThrow(
    "[none.pem] cannot be read: no such file or directory (ENOENT); get the controller's with kubeseal --fetch-cert",
  );
});
