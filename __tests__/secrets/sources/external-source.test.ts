import { App, Chart } from 'cdk8s';
import { ExternalSource } from '../../../lib/secrets/sources/external-source';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { SecretSource } from '../../../lib/secrets/sources/secret-source';
import { SecretStore } from '../../../lib/secrets/sources/secret-store';
import { uriEncoded } from '../../../lib/secrets/sources/template';
import { only, refusal, rendered } from '../../rendered';

const username = { remoteRef: { key: 'production/database', property: 'username' } };
const password = { remoteRef: { key: 'production/database', property: 'password' } };
const source: ExternalSource<'username' | 'password'> = {
  type: 'external',
  secretStoreRef: { name: 'vault' },
  keys: { username, password },
};

function externalSecret(given: ExternalSource<'username' | 'password'>): unknown {
  const manifests = rendered((chart) => {
    new SecretRef(chart, 'database', { keys: ['username', 'password'], source: given });
  });
  return only(manifests, 'ExternalSecret').spec;
}

test('asks the store for every key once an hour, with the defaults that the definition would fill in', () => {
  const defaults = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
  expect(externalSecret(source)).toEqual({
    refreshPolicy: 'Periodic',
    refreshInterval: '1h',
    secretStoreRef: { name: 'vault', kind: 'SecretStore' },
    target: { name: 'database', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
    data: [
      { secretKey: 'password', remoteRef: { key: 'production/database', property: 'password', ...defaults } },
      { secretKey: 'username', remoteRef: { key: 'production/database', property: 'username', ...defaults } },
    ].reverse(),
  });
});

test('asks a store of the cluster, or the one that the program makes', () => {
  expect(externalSecret({ ...source, secretStoreRef: { name: 'company', kind: 'ClusterSecretStore' } })).toMatchObject({
    secretStoreRef: { name: 'company', kind: 'ClusterSecretStore' },
  });
  const manifests = rendered((chart) => {
    const provider = {
      type: 'aws',
      service: 'SecretsManager',
      region: 'eu-west-1',
      serviceAccountName: 'shop',
    } as const;
    const secretStoreRef = new SecretStore(chart, 'store', { provider });
    new SecretRef(chart, 'database', { keys: ['username', 'password'], source: { ...source, secretStoreRef } });
  });
  expect(only(manifests, 'ExternalSecret').spec).toMatchObject({
    secretStoreRef: { name: 'store', kind: 'SecretStore' },
  });
});

test('asks as often as it is told, when the object changes, or once', () => {
  expect(externalSecret({ ...source, refreshInterval: '15m' })).toMatchObject({ refreshInterval: '15m' });
  expect(externalSecret({ ...source, refreshPolicy: 'OnChange' })).not.toHaveProperty('refreshInterval');
  expect(externalSecret({ ...source, refreshPolicy: 'CreatedOnce', immutable: true })).toMatchObject({
    refreshPolicy: 'CreatedOnce',
    target: { immutable: true },
  });
});

test('builds a URI in the cluster from encoded values, and keeps inputs out of the Secret', () => {
  const manifests = rendered((chart) => {
    new SecretRef(chart, 'database', {
      keys: ['uri', 'password'],
      source: {
        type: 'external',
        secretStoreRef: { name: 'vault' },
        keys: {
          uri: { template: `mongodb://${uriEncoded('db-user')}:${uriEncoded('password')}@mongo:27017/shop` },
          password,
        },
        inputs: { 'db-user': username },
      },
    });
  });
  expect(only(manifests, 'ExternalSecret').spec).toMatchObject({
    target: {
      template: {
        engineVersion: 'v2',
        mergePolicy: 'Replace',
        data: {
          uri: 'mongodb://{{ index . "db-user" | urlquery | replace "+" "%20" }}:{{ .password | urlquery | replace "+" "%20" }}@mongo:27017/shop',
          password: '{{ .password }}',
        },
      },
    },
    data: [{ secretKey: 'password' }, { secretKey: 'db-user' }],
  });
});

test('does not compile without a key, with a key too many, or with policies that the operator refuses', () => {
  type Source = SecretSource<'username' | 'password'>;
  const policy = { ...source, creationPolicy: 'Orphan', deletionPolicy: 'Delete' } as const;
  // @ts-expect-error a Secret that nobody owns is not deleted
  const illegal: Source = policy;
  // @ts-expect-error the password is missing
  const incomplete: Source = { type: 'external', secretStoreRef: { name: 'vault' }, keys: { username } };
  const build = (): void => {
    rendered((chart) => {
      new SecretRef(chart, 'database', {
        keys: ['username'],
        // @ts-expect-error the Secret has no such key
        source: { type: 'external', secretStoreRef: { name: 'vault' }, keys: { username, pasword: password } },
      });
    });
  };
  expect([illegal, incomplete]).toHaveLength(2);
  expect(build).toThrow('source.keys["pasword"] must be a key of the Secret; write one of "username"');
});

test.each<[what: string, change: object, finding: string]>([
  [
    'a key without a value',
    { keys: { username } },
    'source.keys must have "password", got "username"; write "password": { remoteRef: { key: "production/name" } }',
  ],
  [
    'no keys',
    { keys: undefined },
    'source.keys must be an object, got undefined; write { password: { remoteRef: { key: "production/name" } } }',
  ],
  [
    'a key that the Secret has not',
    { keys: { username, password, token: password } },
    'source.keys["token"] must be a key of the Secret; write one of "username", "password"',
  ],
  [
    'a value that is none',
    { keys: { username, password: null } },
    'source.keys["password"] must be { remoteRef } or { template }, got null',
  ],
  [
    'a literal as a template',
    { keys: { username, password: { template: 'hunter2' } } },
    'source.keys["password"].template must take its values from the store, got a template without {{ }}; write "{{ .password }}"',
  ],
  [
    'a template of what is not asked for',
    { keys: { username, password: { template: '{{ .passwort }}' } } },
    'source.keys["password"].template must refer to values of the store, got .passwort; add "passwort" to inputs, or use .username',
  ],
  [
    'an interval that is none',
    { refreshInterval: '1 hour' },
    'source.refreshInterval must be a duration, got "1 hour"; write "1h"',
  ],
  [
    'an interval for a store that is not read in intervals',
    { refreshPolicy: 'OnChange', refreshInterval: '1h' },
    'source.refreshInterval must not be set with the refreshPolicy "OnChange", got "1h"; leave it out',
  ],
  [
    'policies that the operator refuses',
    { creationPolicy: 'Merge', deletionPolicy: 'Delete' },
    'source.deletionPolicy must be "Retain" or "Merge" with the creationPolicy "Merge", got "Delete"; write "Retain"',
  ],
  [
    'a policy under which there is no Secret',
    { creationPolicy: 'None' },
    'source.creationPolicy must be "Owner" or "Orphan" or "Merge", got a string',
  ],
  ['a store without a name', { secretStoreRef: {} }, 'source.secretStoreRef.name must be a string, got undefined'],
])('refuses %s, and does not repeat values', (_, change, finding) => {
  const message = refusal((chart) => {
    const given = { ...source, ...change } as SecretSource<'username' | 'password'>;
    new SecretRef(chart, 'database', { keys: ['username', 'password'], source: given });
  });
  expect(message.split('\n')).toContain(`[shop/database] ${finding}`);
  expect(message).not.toContain('hunter2');
});

test('asks for a store of the namespace of the Secret, where the operator looks for it', () => {
  const app = new App();
  const provider = {
    type: 'vault',
    server: 'https://vault',
    path: 'secret',
    role: 'shop',
    serviceAccountName: 'shop',
  } as const;
  const secretStoreRef = new SecretStore(new Chart(app, 'shop', { namespace: 'shop' }), 'store', { provider });
  const reports = new Chart(app, 'reports', { namespace: 'reports' });
  const copy = new SecretRef(reports, 'database', {
    keys: ['username', 'password'],
    source: { ...source, secretStoreRef },
  });
  expect(copy.node.validate()).toEqual([
    'source.secretStoreRef must be a SecretStore of the namespace "reports", got one of "shop"; create one in the chart of the SecretRef, or write { name, kind: "ClusterSecretStore" }',
  ]);
});
