import { isUtf8 } from 'node:buffer';
import { randomInt } from 'node:crypto';
import { Problem } from '../../findings/problem';
import { SecretKeyPrerequisite } from '../../prerequisites/prerequisites';
import { dockerConfigProblem } from '../../secrets/docker-config';
import { isFile } from './key-names';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Returns 48 random letters and digits, 285 bits: good in a URI, as a keyfile, as a key to sign with. */
export function randomValue(): string {
  return Array.from({ length: 48 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** A value that this program makes, and the words for its origin. */
export interface CreatedValue {
  readonly value: string;
  readonly origin: string;
}

/** Returns the value of a key that has no other: the Secret's name for a username, as the source `generated` has it, else a random one. */
export function createdValue(secretName: string, key: Pick<SecretKeyPrerequisite, 'key' | 'format'>): CreatedValue {
  return isUsername(key)
    ? { value: secretName, origin: "the Secret's name" }
    : { value: randomValue(), origin: 'random' };
}

/** Tells whether a key is a username, by its use or by its name. */
export function isUsername({ key, format }: Pick<SecretKeyPrerequisite, 'key' | 'format'>): boolean {
  return format === 'username' || key === 'username';
}

/**
 * Returns the value that a program wrote or a person typed for a key: without the line break at its end, which is not part of it. A file
 * keeps it, and so does PEM, because OpenSSH reads no private key without one.
 */
export function valueOf(text: string, key: string): string {
  return isPem(text) || isFile(key) ? text : text.replace(/\r?\n$/, '');
}

// Text may come before it, as openssl writes it.
function isPem(text: string): boolean {
  return /^-----BEGIN [A-Z0-9 ]+-----\r?$/m.test(text);
}

/**
 * Returns the problem of a value, without any of its characters; undefined if it is valid.
 * @param isWholeFile true if the value was read from a file, whose last line break is part of it
 */
export function secretValueProblem(
  { key, format }: Pick<SecretKeyPrerequisite, 'key' | 'format'>,
  value: Buffer,
  isWholeFile = false,
): Problem | undefined {
  if (value.length === 0) return { code: 'missing-prop', want: 'is empty', write: 'give it a value' };
  const text = value.toString('latin1');
  if (format === 'keyfile') return keyfileProblem(text);
  if (format === 'dockerconfigjson') return dockerConfigProblem(value.toString('utf8'));
  const mayEndWithLine = format === 'any' && (isFile(key) || isPem(text) || (isWholeFile && !isWord(text)));
  if (text.endsWith('\n') && isUtf8(value) && !mayEndWithLine) {
    const want = 'ends with a line break, which is part of the value';
    return { code: 'invalid-format', want, write: 'write it without' };
  }
  if (/^-----BEGIN /m.test(text) && !text.includes('-----END '))
    return { code: 'invalid-format', want: 'begins as PEM, and has no end', write: 'give all its lines' };
  if (format === 'any' || /^[A-Za-z0-9._~-]+$/.test(text)) return undefined;
  const want = 'must be letters, digits, ".", "_", "~" and "-", because it stands in a URI as it is';
  return { code: 'invalid-format', want, write: 'use openssl rand -hex 24' };
}

/** Tells whether a file is one word with a line break at its end, such as a token that `echo` wrote, and no JSON. */
function isWord(text: string): boolean {
  return /^[^\s{["]+\r?\n$/.test(text);
}

function keyfileProblem(text: string): Problem | undefined {
  // mongod ignores white space in a keyfile, also at its end.
  const size = text.replace(/\s/g, '').length;
  if (/^[A-Za-z0-9+/=\s]+$/.test(text) && size >= 6 && size <= 1024) return undefined;
  const want = 'must be 6 to 1024 letters, digits, "+", "/" and "=", or mongod refuses it and prints it in its log';
  return { code: 'invalid-format', want, write: 'use openssl rand -base64 756' };
}
