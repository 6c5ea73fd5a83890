import { App, Chart } from 'cdk8s';
import { migrationVariables } from '../../../lib/backend-service/config/migration-variables';
import { SecretRef } from '../../../lib/secrets/secret-ref';

const database = new SecretRef(new Chart(new App(), 'shop', { namespace: 'shop' }), 'database', { keys: ['password'] });
const secrets = { PASSWORD: database.key('password'), TOKEN: database.key('password') };
const uri = { secrets: { KEY: database.key('password') }, text: (name: string) => `db://$(${name}_KEY)@$(HOST)` };
const env = {
  HOST: 'db.shop',
  PATHS: '$(HOST)/a:$$(HOST)',
  DSN: 'x:$(PASSWORD)@$(HOST)',
  URI: uri,
  REGION: { configMapKeyRef: { name: 'cluster', key: 'region' } },
};

test('gives texts by a ConfigMap, expanded as the kubelet would, and leaves the rest in the pods', () => {
  const { texts, variables } = migrationVariables({ env, secrets, envFrom: [] });
  expect(texts).toEqual({ HOST: 'db.shop', PATHS: 'db.shop/a:$(HOST)' });
  expect(Object.keys(variables.secrets)).toEqual(['PASSWORD', 'TOKEN']);
  expect(variables.env).toMatchObject({ DSN: 'x:$(PASSWORD)@db.shop', REGION: env.REGION });
  expect((variables.env['URI'] as typeof uri).text('URI')).toBe('db://$(URI_KEY)@db.shop');
});

test('leaves a text that refers to a template in the pods, after it', () => {
  const { texts, variables } = migrationVariables({
    env: { ...env, JDBC: 'jdbc:$(URI)', KEY: '$(URI_KEY)' },
    secrets: {},
    envFrom: [],
  });
  expect(Object.keys(texts)).toEqual(['HOST', 'PATHS', 'DSN']);
  expect(Object.keys(variables.env)).toEqual(['URI', 'REGION', 'JDBC', 'KEY']);
});

test('leaves in the pods what is named and what it refers to, and nothing else that is no text', () => {
  const { texts, variables } = migrationVariables({ env, secrets, envFrom: [] }, ['DSN', 'HOST']);
  expect(texts).toEqual({});
  expect(variables).toMatchObject({ env: { HOST: 'db.shop', DSN: 'x:$(PASSWORD)@$(HOST)' } });
  expect(Object.keys(variables.env)).toEqual(['HOST', 'DSN']);
  expect(Object.keys(variables.secrets)).toEqual(['PASSWORD']);
});

test("keeps a migration's own strings in its pods, whose values others may contain", () => {
  const env = { NAME: 'moon', GREETING: 'hello $(NAME)' };
  const expected = { texts: { GREETING: 'hello moon' }, variables: { env: { NAME: 'moon' } } };
  expect(migrationVariables({ env, secrets: {}, envFrom: [] }, undefined, ['NAME'])).toMatchObject(expected);
  expect(migrationVariables({ env, secrets: {}, envFrom: [] }, [], ['NAME'])).toMatchObject(expected);
});
