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
  return !/^AWS_|(^|[-_.])(crt|cert|pem|uri|url|host|dockercfg|dockerconfigjson|kubeconfig|privatekey)$|\.(key|json|ya?ml|p12|jks)$/i.test(
    key,
  );
}

/** Returns the problem of a value, without any of its characters; undefined if it is valid. */
export function secretValueProblem(format: SecretKeyFormat, value: Buffer): Problem | undefined {
  if (value.length === 0) return { code: 'missing-prop', want: 'is empty', write: 'give it a value' };
  const text = value.toString('latin1');
  if (format === 'keyfile') return keyfileProblem(text);
  if (format === 'dockerconfigjson') return dockerConfigProblem(value.toString('utf8'));
  // Every file in PEM ends with one.
  if (text.endsWith('\n') && !text.startsWith('-----BEGIN ')) {
    const want = 'ends with a line break, which is part of the value';
    return { code: 'invalid-format', want, write: 'write it without' };
  }
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
