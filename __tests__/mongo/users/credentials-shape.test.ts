import { App, Chart } from 'cdk8s';
import { credentialsShape } from '../../../lib/mongo/users/credentials-shape';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { readable } from '../../problem-text';

const shape = credentialsShape('mongo-dumper', ['username', 'password']);

test('takes a SecretRef with the keys, and with others', () => {
  const keys = ['username', 'password', 'uri'] as const;
  expect(shape.misfit(new SecretRef(new Chart(new App(), 'chart'), 'dumper', { keys }))).toBeUndefined();
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
  expect(readable(shape.misfit(value))).toMatchObject({ at: '', problem });
});
