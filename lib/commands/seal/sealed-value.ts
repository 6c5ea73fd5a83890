import { constants, createCipheriv, KeyObject, publicEncrypt, randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { unreadable } from '../../findings/system-reason';
import { FindingsError } from '../../findings/findings-error';
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
export function sealedValue(value: string | Buffer, key: KeyObject, target: SealingTarget): string {
  const sessionKey = randomBytes(32);
  const encryptedKey = publicEncrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: Buffer.from(label(target)) },
    sessionKey,
  );
  const length = Buffer.alloc(2);
  length.writeUInt16BE(encryptedKey.length);
  const cipher = createCipheriv('aes-256-gcm', sessionKey, Buffer.alloc(12));
  const text = Buffer.concat([cipher.update(Buffer.from(value)), cipher.final()]);
  return Buffer.concat([length, encryptedKey, text, cipher.getAuthTag()]).toString('base64');
}

function label({ scope, namespace, name }: SealingTarget): string {
  if (scope === 'cluster-wide') return '';
  return scope === 'namespace-wide' ? namespace : `${namespace}/${name}`;
}

const fetch = "get the controller's with kubeseal --fetch-cert";

/**
 * Returns the public key of a controller's certificate, which need not be secret.
 * @throws FindingsError if the file holds no certificate, one of another kind of key, or one that is not valid at this time
 */
export function sealingKey(path: string, now: Date): KeyObject {
  const certificate = readCertificate(path);
  const { publicKey, validFrom, validTo } = certificate;
  if (publicKey.asymmetricKeyType !== 'rsa')
    throw refusal(path, 'must have an RSA key', String(publicKey.asymmetricKeyType));
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2048) throw refusal(path, 'must have a key of at least 2048 bits', bits);
  if (new Date(validFrom) > now) throw refusal(path, 'must be valid already', `one from ${iso(validFrom)}`);
  if (new Date(validTo) <= now) throw refusal(path, 'must be valid still', `one until ${iso(validTo)}`);
  return publicKey;
}

function readCertificate(path: string): X509Certificate {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new FindingsError([unreadable(path, error, fetch)]);
  }
  try {
    return new X509Certificate(text);
  } catch {
    // What the file holds instead may be a private key.
    throw refusal(path, 'must be a certificate in PEM', 'something else');
  }
}

function iso(date: string): string {
  return new Date(date).toISOString().slice(0, 10);
}

function refusal(path: string, want: string, got?: string | number): FindingsError {
  return new FindingsError([{ path, code: 'invalid-value', want, got, write: fetch }]);
}
