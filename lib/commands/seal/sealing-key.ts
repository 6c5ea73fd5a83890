import { KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FindingsError } from '../../findings/findings-error';

const fetch = "get the controller's with kubeseal --fetch-cert";

/**
 * The public key of a controller's certificate, which need not be secret.
 * @throws FindingsError if the file holds no certificate, one of another kind of key, or one that is not valid at this time
 */
export function sealingKey(path: string, now: Date): KeyObject {
  const certificate = readCertificate(path);
  const { publicKey, validFrom, validTo } = certificate;
  if (publicKey.asymmetricKeyType !== 'rsa')
    throw finding(path, `must have an RSA key, got ${String(publicKey.asymmetricKeyType)}`);
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2048) throw finding(path, `must have a key of at least 2048 bits, got ${bits}`);
  if (new Date(validFrom) > now) throw finding(path, `must be valid already, got one from ${iso(validFrom)}`);
  if (new Date(validTo) <= now) throw finding(path, `must be valid still, got one until ${iso(validTo)}`);
  return publicKey;
}

function readCertificate(path: string): X509Certificate {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw finding(path, `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no file'})`);
  }
  try {
    return new X509Certificate(text);
  } catch {
    // What the file holds instead may be a private key.
    throw finding(path, 'must be a certificate in PEM, got something else');
  }
}

function iso(date: string): string {
  return new Date(date).toISOString().slice(0, 10);
}

function finding(path: string, problem: string): FindingsError {
  return new FindingsError([`[${path}] ${problem}; ${fetch}`]);
}
