import { constants, createDecipheriv, KeyObject, privateDecrypt } from 'node:crypto';

/** What the controller does with a ciphertext: HybridDecrypt of its pkg/crypto/crypto.go, with the label of the target. */
export function unsealedValue(sealed: string, privateKey: KeyObject, label: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const keyLength = bytes.readUInt16BE(0);
  const sessionKey = privateDecrypt(
    {
      key: privateKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(label),
    },
    bytes.subarray(2, 2 + keyLength),
  );
  const decipher = createDecipheriv('aes-256-gcm', sessionKey, Buffer.alloc(12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(2 + keyLength, -16)), decipher.final()]).toString('utf8');
}
