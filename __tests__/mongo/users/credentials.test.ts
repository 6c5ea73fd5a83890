import { App, Chart } from 'cdk8s';
import { credentials } from '../../../lib/mongo/users/credentials';
import { problemText } from '../../../lib/findings/problem';
import { SecretRef } from '../../../lib/secrets/secret-ref';

const schema = credentials('mongo-dumper', ['username', 'password']);

test('takes a SecretRef with the keys, and with others', () => {
  const keys = ['username', 'password', 'uri'] as const;
  const secret = new SecretRef(new Chart(new App(), 'chart'), 'dumper', { keys });
  expect(schema.parse(secret)).toEqual({ typed: true, value: secret, issues: [] });
});

test.each<[string, unknown, string]>([
  [
    'a text',
    'dumper',
    'must be a SecretRef, got a string; write new SecretRef(chart, "mongo-dumper", { keys: ["username", "password"] })',
  ],
  [
    'a SecretRef without one of the keys',
    new SecretRef(new Chart(new App(), 'chart'), 'dumper', { keys: ['password', 'uri'] }),
    'must have the keys "username" and "password", got "password", "uri"; write new SecretRef(chart, "mongo-dumper", { keys: ["username", "password"] })',
  ],
])('refuses %s', (_, value, problem) => {
  const { typed, issues } = schema.parse(value);
  expect([typed, issues.map(problemText)]).toEqual([false, [problem]]);
});
