import { createdValue, randomValue, secretValueProblem, valueOf } from '../../../lib/commands/secrets/secret-value';
import { textOf } from '../../problem-text';

describe('secret values', () => {
  test('are random texts that every format accepts', () => {
    const values = Array.from({ length: 50 }, randomValue);
    expect(new Set(values).size).toBe(50);
    for (const value of values) {
      expect(value).toMatch(/^[A-Za-z0-9]{48}$/);
      for (const format of ['any', 'url-safe', 'keyfile', 'username'] as const)
        expect(secretValueProblem({ key: 'a', format }, Buffer.from(value))).toBeUndefined();
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
    expect(textOf(secretValueProblem({ key: 'a', format }, Buffer.from(value)))).toBe(problem);
  });

  test('may end as they will if they are no text', () => {
    expect(secretValueProblem({ key: 'a', format: 'any' }, Buffer.from([0xff, 0x0a]))).toBeUndefined();
  });

  const pem = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n';
  test.each([
    ['abc', 'abc'],
    ['abc\n', 'abc'],
    ['abc\r\n', 'abc'],
    ['abc\n\n', 'abc\n'],
    [pem, pem],
  ])('have no line break at their end but that of PEM, which OpenSSH needs: %j', (text, value) => {
    expect(valueOf(text, 'a')).toBe(value);
  });

  const opensslText = `Bag Attributes\n    friendlyName: web\n${pem}`;
  const truncated = 'begins as PEM, and has no end; give all its lines';

  test.each([
    ['tls.crt', pem, false, undefined],
    ['notes', opensslText, false, undefined],
    ['notes', opensslText.split('-----END')[0] ?? '', true, truncated],
    ['config.json', '{}\n', false, undefined],
    ['kubeconfig', 'apiVersion: v1\nkind: Config\n', false, undefined],
    ['config', 'apiVersion: v1\nkind: Config\n', false, lineBreak],
    ['config', 'apiVersion: v1\nkind: Config\n', true, undefined],
    ['config', '{"type":"service_account"}\n', true, undefined],
    ['config', '[client]\r\nuser=shop\r\n', true, undefined],
    ['token', 'hunter2\n', true, lineBreak],
    ['token', 'hunter2\r\n', true, lineBreak],
  ])('of a key %s end with the line break of a file, %j (read from one: %p)', (key, value, isWholeFile, problem) => {
    expect(textOf(secretValueProblem({ key, format: 'any' }, Buffer.from(value), isWholeFile))).toBe(problem);
  });

  test('that stand in a URI never end with a line break, not even in a file', () => {
    expect(textOf(secretValueProblem({ key: 'password', format: 'url-safe' }, Buffer.from('a b\n'), true))).toBe(
      lineBreak,
    );
  });

  test.each([
    ['config.json', '{}\n', '{}\n'],
    ['notes', opensslText, opensslText],
    ['notes', 'a\nb\n', 'a\nb'],
  ])('that are given for the key %s as %j keep the line break of a file', (key, text, value) => {
    expect(valueOf(text, key)).toBe(value);
  });

  test.each([
    ['username', 'any', 'shop', "the Secret's name"],
    ['user', 'username', 'shop', "the Secret's name"],
    ['password', 'any', expect.stringMatching(/^[A-Za-z0-9]{48}$/) as string, 'random'],
  ] as const)('are created for the key %s of the format %s', (key, format, value, origin) => {
    expect(createdValue('shop', { key, format })).toEqual({ value, origin });
  });
});
