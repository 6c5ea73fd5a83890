import { SecretRef } from '../../../lib/secrets/secret-ref';
import { VaultSource } from '../../../lib/secrets/sources/vault-source';
import { refusal, rendered } from '../../rendered';

const source: VaultSource<'password'> = {
  type: 'vault',
  role: 'shop',
  keys: { password: { path: 'secret/data/production/db', field: 'password' } },
};

function annotations(given: VaultSource<'password'>): unknown {
  let found: unknown;
  rendered((chart) => {
    const { delivery } = new SecretRef(chart, 'database', { keys: ['password'], source: given });
    found = delivery.type === 'vault' ? delivery.annotations('password', '/etc/app/db') : undefined;
  });
  return found;
}

test('renders nothing of its own, and asks the agent for a file at any path by annotations', () => {
  expect(annotations(source)).toEqual({
    'vault.hashicorp.com/agent-inject-secret-database-password': 'secret/data/production/db',
    'vault.hashicorp.com/agent-inject-template-database-password':
      '{{- with secret "secret/data/production/db" -}}{{ index .Data.data "password" }}{{- end -}}',
    'vault.hashicorp.com/agent-inject-file-database-password': 'db',
    'vault.hashicorp.com/secret-volume-path-database-password': '/etc/app',
  });
});

test('reads the fields where an engine without versions has them', () => {
  expect(annotations({ ...source, kvVersion: 1 })).toHaveProperty(
    ['vault.hashicorp.com/agent-inject-template-database-password'],
    '{{- with secret "secret/data/production/db" -}}{{ index .Data "password" }}{{- end -}}',
  );
});

test.each<[change: object, finding: string]>([
  [{ role: undefined }, 'source.role must be a string that is not empty, got undefined'],
  [
    { keys: {} },
    'source.keys must have "password", got none; write "password": { path: "secret/data/production/db", field: "password" }',
  ],
  [
    { keys: { password: { path: 'a' } } },
    'source.keys["password"].field must be a string that is not empty, got undefined',
  ],
])('refuses %j', (change, finding) => {
  const message = refusal((chart) => {
    const given = { ...source, ...change } as VaultSource<'password'>;
    new SecretRef(chart, 'database', { keys: ['password'], source: given });
  });
  expect(message).toBe(`1 finding:\n[shop/database] ${finding}`);
});

test('refuses names that are too long for an annotation', () => {
  const message = refusal((chart) => {
    new SecretRef(chart, 'd'.repeat(40), { keys: ['password'], source });
  });
  expect(message).toContain('source.keys["password"] must be a label key');
  expect(message).toContain('write a name of at most 63 characters');
});
