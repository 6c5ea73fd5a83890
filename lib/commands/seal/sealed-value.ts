import { constants, createCipheriv, KeyObject, publicEncrypt, randomBytes } from 'node:crypto';
import { SealingScope } from '../../secrets/sources/sealed-source';

/** The Secret that a ciphertext is bound to: the controller decrypts it for this name and namespace alone. */
export interface SealingTarget {
  readonly scope: SealingScope;
  readonly namespace: string;
  readonly name: string;
}

/**
 * Returns a value as the Sealed Secrets controller decrypts it: the length of the encrypted session key in two bytes, the session key by
 * RSA-OAEP with SHA-256 and the target as its label, the value by AES-256-GCM with that key. The nonce is zero because no session key
 * is used twice. https://github.com/bitnami-labs/sealed-secrets/blob/main/pkg/crypto/crypto.go
 */
export function sealedValue(value: string, key: KeyObject, target: SealingTarget): string {
  const sessionKey = randomBytes(32);
  const encryptedKey = publicEncrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: Buffer.from(label(target)) },
    sessionKey,
  );
  const length = Buffer.alloc(2);
  length.writeUInt16BE(encryptedKey.length);
  const cipher = createCipheriv('aes-256-gcm', sessionKey, Buffer.alloc(12));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([length, encryptedKey, text, cipher.getAuthTag()]).toString('base64');
}

function label({ scope, namespace, name }: SealingTarget): string {
  if (scope === 'cluster-wide') return '';
  return scope === 'namespace-wide' ? namespace : `${namespace}/${name}`;
}
