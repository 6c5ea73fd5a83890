import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { refKey, secretKey, secretRef } from '../../lib/secrets/given-secret';
import { SecretKey, SecretRef } from '../../lib/secrets/secret-ref';
import { issuesOf } from '../props/issues-of';

const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
const login = new SecretRef(chart, 'login', { keys: ['password'] });
const existing = kplus.Secret.fromSecretName(chart, 'existing', 'redis');
const registry = new kplus.DockerConfigSecret(chart, 'registry', { metadata: { name: 'registry' }, data: {} });

test('is a SecretRef as it is', () => {
  expect(secretRef.parse(login)).toEqual({ typed: true, value: login, issues: [] });
  const key = login.key('password');
  expect(secretKey.parse(key)).toEqual({ typed: true, value: key, issues: [] });
});

test('is a Secret of another library, by its name and namespace', () => {
  const secret = { namespace: 'shop', keys: [], statedType: undefined, delivery: { type: 'secret' }, reload: false };
  expect(secretRef.parse(existing)).toEqual({
    typed: true,
    issues: [],
    value: { ...secret, name: 'redis', type: undefined },
  });
  expect(secretRef.parse(registry)).toEqual({
    typed: true,
    issues: [],
    value: { ...secret, name: 'registry', type: 'kubernetes.io/dockerconfigjson' },
  });
});

test('is a key of a Secret of another library', () => {
  const parsed = secretKey.parse({ secret: existing, key: 'password' });
  expect(parsed.typed && parsed.value).toBeInstanceOf(SecretKey);
  expect(parsed.typed && parsed.value).toMatchObject({ secretName: 'redis', key: 'password', namespace: 'shop' });
});

const configMap = kplus.ConfigMap.fromConfigMapName(chart, 'config', 'config');
const notAKey = 'it must be a key of a SecretRef, got an object; write secretRef.key(…)';

test.each<[unknown, string[]]>([
  [{ secret: existing, key: 'a b' }, ['it.key must be letters']],
  [{ secret: existing }, ['it.key must be a string, got undefined']],
  [{ secret: existing, key: 'a', optional: true }, ['it.optional is unknown; write one of secret, key']],
  [{ secret: configMap, key: 'a' }, [notAKey]],
  [{ secret: login, key: 'password' }, [notAKey]],
])('refuses %#', (given, issues) => {
  expect(issuesOf(secretKey, given).map((issue, index) => issue.slice(0, issues[index]?.length))).toEqual(issues);
});

test('never shows a string in the place of a Secret or a key, which may be the secret itself', () => {
  for (const schema of [secretKey, refKey])
    expect(issuesOf(schema, 'hunter2')).toEqual([
      'it must be a key of a SecretRef, got a string; write secretRef.key(…)',
    ]);
  expect(issuesOf(secretRef, 'hunter2')).toEqual([
    'it must be a SecretRef, got a string; write new SecretRef(chart, …)',
  ]);
});
