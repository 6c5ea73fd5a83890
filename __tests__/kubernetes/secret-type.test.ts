import { missingKeys, secretTypeOf, secretTypeProblem, typeKeysProblem } from '../../lib/kubernetes/secret-type';
import { textOf } from '../problem-text';

test.each([
  [['.dockerconfigjson'], 'kubernetes.io/dockerconfigjson'],
  [['.dockercfg'], 'kubernetes.io/dockercfg'],
  [['tls.key', 'ca.crt', 'tls.crt'], 'kubernetes.io/tls'],
  [['ssh-privatekey', 'known_hosts'], 'kubernetes.io/ssh-auth'],
  [['tls.crt'], 'Opaque'],
  [['username', 'password'], 'Opaque'],
  [[], 'Opaque'],
])('the keys %j ask for the type %s', (keys, type) => {
  expect(secretTypeOf(keys)).toBe(type);
});

const known =
  '"Opaque", "kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg", "kubernetes.io/tls", "kubernetes.io/ssh-auth", "kubernetes.io/basic-auth"';

test.each<[unknown, string | undefined]>([
  ['Opaque', undefined],
  ['kubernetes.io/basic-auth', undefined],
  ['bootstrap.kubernetes.io/token', undefined],
  ['example.com/licence', undefined],
  ['licence', undefined],
  ['constructor', undefined],
  ['opaque', 'must be a type of Kubernetes or one of your own, got "opaque"; write "Opaque"'],
  ['tls', 'must be a type of Kubernetes or one of your own, got "tls"; write "kubernetes.io/tls"'],
  [
    'kubernetes.io/basicAuth',
    'must be a type of Kubernetes or one of your own, got "kubernetes.io/basicAuth"; write "kubernetes.io/basic-auth"',
  ],
  [
    'kubernetes.io/token',
    `must be a type of Kubernetes or one of your own, got "kubernetes.io/token"; write one of ${known}`,
  ],
  ['', 'must be a string, got ""; write "Opaque"'],
  [7, 'must be a string, got 7; write "Opaque"'],
])('checks the type %j', (type, problem) => {
  expect(textOf(secretTypeProblem(type))).toBe(problem);
});

test.each<[string, string[], string | undefined]>([
  ['Opaque', ['a'], undefined],
  ['constructor', ['a'], undefined],
  ['kubernetes.io/basic-auth', ['username'], undefined],
  ['kubernetes.io/basic-auth', ['password', 'host'], undefined],
  [
    'kubernetes.io/basic-auth',
    ['user'],
    'must have "username" or "password" in a Secret of the type "kubernetes.io/basic-auth", got "user"; write ["username", "password"]',
  ],
  [
    'kubernetes.io/tls',
    ['tls.crt', 'key'],
    'must have "tls.key" in a Secret of the type "kubernetes.io/tls", got "tls.crt", "key"; write ["tls.crt", "tls.key"]',
  ],
  [
    'kubernetes.io/dockerconfigjson',
    [],
    'must have ".dockerconfigjson" in a Secret of the type "kubernetes.io/dockerconfigjson", got none; write [".dockerconfigjson"]',
  ],
])(
  'checks by the rules of the API server that a Secret of the type %s has its keys among %j',
  (type, keys, problem) => {
    expect(textOf(typeKeysProblem(type, keys))).toBe(problem);
  },
);

test('tells the keys that are missing yet', () => {
  expect(missingKeys('kubernetes.io/tls', ['tls.crt'])).toEqual(['tls.key']);
  expect(missingKeys('example.com/licence', [])).toEqual([]);
});
