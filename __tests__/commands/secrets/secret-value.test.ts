import {
  canBeRandom,
  isFile,
  randomValue,
  secretValueProblem,
  valueOf,
} from '../../../lib/commands/secrets/secret-value';
import { textOf } from '../../problem-text';

describe('secret values', () => {
  test('are random texts that every format accepts', () => {
    const values = Array.from({ length: 50 }, randomValue);
    expect(new Set(values).size).toBe(50);
    for (const value of values) {
      expect(value).toMatch(/^[A-Za-z0-9]{48}$/);
      for (const format of ['any', 'url-safe', 'keyfile', 'username'] as const)
        expect(secretValueProblem(format, Buffer.from(value))).toBeUndefined();
    }
  });

  const lineBreak = 'ends with a line break, which is part of the value; write it without';
  const urlSafe =
    'must be letters, digits, ".", "_", "~" and "-", because it stands in a URI as it is; use openssl rand -hex 24';
  const keyfile =
    'must be 6 to 1024 letters, digits, "+", "/" and "=", or mongod refuses it and prints it in its log; ' +
    'use openssl rand -base64 756';

  test.each([
    ['any', 'a b@c:\u00fc', undefined],
    ['any', '', 'is empty; give it a value'],
    ['any', 'abc\n', lineBreak],
    ['any', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', undefined],
    ['url-safe', 'aZ0._~-', undefined],
    ['url-safe', 'a/b', urlSafe],
    ['url-safe', 'a%40b', urlSafe],
    ['url-safe', '\u00fc', urlSafe],
    ['url-safe', 'abc\n', lineBreak],
    ['username', 'a@b', urlSafe],
    ['keyfile', 'ab+/\ncd==\n', undefined],
    ['keyfile', 'a'.repeat(1024), undefined],
    ['keyfile', 'a'.repeat(1025), keyfile],
    ['keyfile', 'abcde\n\n', keyfile],
    ['keyfile', 'not-base64', keyfile],
    ['keyfile', '', 'is empty; give it a value'],
    ['dockerconfigjson', '{"auths":{"a.example":{"auth":"dTpw"}}}\n', undefined],
    ['any', '-----BEGIN CERTIFICATE-----', 'begins as PEM, and has no end; give all its lines'],
  ] as const)('of format %s: %j', (format, value, problem) => {
    expect(textOf(secretValueProblem(format, Buffer.from(value)))).toBe(problem);
  });

  test('may end as they will if they are no text', () => {
    expect(secretValueProblem('any', Buffer.from([0xff, 0x0a]))).toBeUndefined();
  });

  const pem = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n';
  test.each([
    ['abc', 'abc'],
    ['abc\n', 'abc'],
    ['abc\r\n', 'abc'],
    ['abc\n\n', 'abc\n'],
    [pem, pem],
  ])('have no line break at their end but that of PEM, which OpenSSH needs: %j', (text, value) => {
    expect(valueOf(text)).toBe(value);
  });

  test.each(['key', 'secret', 'password', 'keyfile', 'api-key', 'curl'])('may be random for the key %s', (key) => {
    expect(canBeRandom(key)).toBe(true);
  });

  test.each([
    'tls.crt',
    'tls.key',
    'ca.pem',
    'uri',
    'MONGODB_URI',
    '.dockerconfigjson',
    'config.json',
    'kubeconfig',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
  ])('may not be random for the key %s', (key) => {
    expect(canBeRandom(key)).toBe(false);
  });

  test.each([
    ['tls.key', true],
    ['ssh-privatekey', true],
    ['.dockerconfigjson', true],
    ['uri', false],
    ['AWS_ACCESS_KEY_ID', false],
    ['password', false],
  ])('are files for the key %s: %p', (key, expected) => {
    expect(isFile(key)).toBe(expected);
  });
});
