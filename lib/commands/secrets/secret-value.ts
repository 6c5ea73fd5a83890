import { isUtf8 } from 'node:buffer';
import { randomInt } from 'node:crypto';
import { Problem } from '../../findings/problem';
import { SecretKeyFormat } from '../../prerequisites/secret-uses';
import { dockerConfigProblem } from '../../secrets/docker-config';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Returns 48 random letters and digits, 285 bits: good in a URI, as a keyfile, as a key to sign with. */
export function randomValue(): string {
  return Array.from({ length: 48 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** Tells whether a key of this name can have a random value: a certificate, a URI or a cloud's key comes from elsewhere. */
export function canBeRandom(key: string): boolean {
  return !isFile(key) && !/^AWS_|(^|[-_.])(uri|url|host)$/i.test(key);
}

/** Tells whether the value of a key of this name is a file, such as a certificate: it has several lines, and is not typed. */
export function isFile(key: string): boolean {
  return /(^|[-_.])(crt|cert|pem|dockercfg|dockerconfigjson|kubeconfig|privatekey)$|\.(key|json|ya?ml|p12|jks)$/i.test(
    key,
  );
}

/**
 * Returns the value that a program wrote or a person typed: without the line break at its end, which is not part of it. PEM keeps it,
 * because OpenSSH reads no private key without one.
 */
export function valueOf(text: string): string {
  return isPem(text) ? text : text.replace(/\r?\n$/, '');
}

function isPem(text: string): boolean {
  return /^-----BEGIN [A-Z0-9 ]+-----\r?\n/.test(text);
}

/** Returns the problem of a value, without any of its characters; undefined if it is valid. */
export function secretValueProblem(format: SecretKeyFormat, value: Buffer): Problem | undefined {
  if (value.length === 0) return { code: 'missing-prop', want: 'is empty', write: 'give it a value' };
  const text = value.toString('latin1');
  if (format === 'keyfile') return keyfileProblem(text);
  if (format === 'dockerconfigjson') return dockerConfigProblem(value.toString('utf8'));
  if (text.endsWith('\n') && isUtf8(value) && !isPem(text)) {
    const want = 'ends with a line break, which is part of the value';
    return { code: 'invalid-format', want, write: 'write it without' };
  }
  if (text.startsWith('-----BEGIN ') && !text.includes('-----END '))
    return { code: 'invalid-format', want: 'begins as PEM, and has no end', write: 'give all its lines' };
  if (format === 'any' || /^[A-Za-z0-9._~-]+$/.test(text)) return undefined;
  const want = 'must be letters, digits, ".", "_", "~" and "-", because it stands in a URI as it is';
  return { code: 'invalid-format', want, write: 'use openssl rand -hex 24' };
}

function keyfileProblem(text: string): Problem | undefined {
  // mongod ignores white space in a keyfile, also at its end.
  const size = text.replace(/\s/g, '').length;
  if (/^[A-Za-z0-9+/=\s]+$/.test(text) && size >= 6 && size <= 1024) return undefined;
  const want = 'must be 6 to 1024 letters, digits, "+", "/" and "=", or mongod refuses it and prints it in its log';
  return { code: 'invalid-format', want, write: 'use openssl rand -base64 756' };
}
