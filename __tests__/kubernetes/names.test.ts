import { SecretRef } from '../../lib/secrets/secret-ref';
import {
  dataKeyProblem,
  dnsLabelProblem,
  dnsSubdomainProblem,
  environmentNameProblem,
  labelKeyProblem,
  labelValueProblem,
  portNameProblem,
  serviceNameProblem,
  storageClassProblem,
} from '../../lib/kubernetes/names';
import { textOf } from '../problem-text';

const long = 'a'.repeat(64);

test.each([
  [dnsLabelProblem, ['a', 'user-admin', '0a', 'a'.repeat(63)]],
  [serviceNameProblem, ['a', 'user-admin', 'a0']],
  [dnsSubdomainProblem, ['a', 'a.b-c.d', 'a'.repeat(253)]],
  [storageClassProblem, [undefined, '', 'fast', 'csi.fast']],
  [dataKeyProblem, ['key', 'tls.crt', 'A_b-c.d']],
  [environmentNameProblem, ['A', '_x', 'a.b-c', 'LOG_LEVEL']],
  [portNameProblem, ['http', 'a', 'grpc-web', 'a23456789012345']],
  [labelValueProblem, ['', 'a', 'A.b_c-9']],
  [labelKeyProblem, ['team', 'example.com/team']],
])('accepts what Kubernetes accepts: %p', (problem, names) => {
  expect(names.map((name) => problem(name))).toEqual(names.map(() => undefined));
});

test.each([
  [dnsLabelProblem, ['', 'A', 'a_b', '-a', 'a-', 'a.b', long, undefined, 7]],
  [serviceNameProblem, ['0a', 'a.b', long]],
  [storageClassProblem, ['Fast', 'a/b', 7, null]],
  [dnsSubdomainProblem, ['', 'a..b', 'A', 'a'.repeat(254)]],
  [dataKeyProblem, ['', 'a b', 'a/b']],
  [environmentNameProblem, ['', '1A', 'A=B', 'Ä', null]],
  [portNameProblem, ['', 'HTTP', '80', 'a--b', '-a', 'a234567890123456']],
  [labelValueProblem, [long, '-a', 'a b', 1]],
  [labelKeyProblem, ['', '/a', 'Example.com/a', 'a/b/c', long]],
])('refuses what Kubernetes refuses: %p', (problem, names) => {
  for (const name of names)
    expect([name, textOf(problem(name as string))]).toEqual([
      name,
      expect.stringMatching(/^must .*; write .+|^must .*, got .+/),
    ]);
});

test('offers a name that would do', () => {
  expect(textOf(serviceNameProblem('User_Admin'))).toBe(
    'must be a DNS label that begins with a letter: lower-case letters, digits and "-", got "User_Admin"; write "user-admin"',
  );
});

test('counts the characters of a name that is too long', () => {
  expect(textOf(dnsLabelProblem(long))).toBe(
    `must have at most 63 characters, got "${long}" with 64; write a shorter name`,
  );
});

test.each<[unknown, string]>([
  [8080, 'must be a string, got 8080; write "8080"'],
  [false, 'must be a string, got false; write "false"'],
  [NaN, 'must be a string, got NaN'],
  [{}, 'must be a string, got {}'],
  [SecretRef, 'must be a string, got a function'],
])('tells what %p is, and to write a plain value in quotes', (value, problem) => {
  expect(textOf(labelValueProblem(value))).toBe(problem);
});
