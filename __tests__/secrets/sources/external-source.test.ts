import { ExternalSource } from '../../../lib/secrets/sources/external-source';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { SecretSource } from '../../../lib/secrets/sources/secret-source';
import { SecretStore } from '../../../lib/secrets/sources/secret-store';
import { uriEncoded } from '../../../lib/secrets/sources/template';
import { only, refusal, rendered } from '../../rendered';

const username = { remote: 'production/database', property: 'username' };
const password = { remote: 'production/database', property: 'password' };
const source: ExternalSource<'username' | 'password'> = {
  type: 'external',
  store: 'vault',
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
  expect(externalSecret({ ...source, store: { clusterStore: 'company' } })).toMatchObject({
    secretStoreRef: { name: 'company', kind: 'ClusterSecretStore' },
  });
  const manifests = rendered((chart) => {
    const provider = { type: 'aws', service: 'SecretsManager', region: 'eu-west-1', serviceAccount: 'shop' } as const;
    const store = new SecretStore(chart, 'store', { provider });
    new SecretRef(chart, 'database', { keys: ['username', 'password'], source: { ...source, store } });
  });
  expect(only(manifests, 'ExternalSecret').spec).toMatchObject({
    secretStoreRef: { name: 'store', kind: 'SecretStore' },
  });
});

test('asks as often as it is told, when the object changes, or once', () => {
  expect(externalSecret({ ...source, refresh: { every: '15m' } })).toMatchObject({ refreshInterval: '15m' });
  expect(externalSecret({ ...source, refresh: 'OnChange' })).toMatchObject({ refreshPolicy: 'OnChange' });
  expect(externalSecret({ ...source, refresh: 'CreatedOnce', immutable: true })).toMatchObject({
    refreshPolicy: 'CreatedOnce',
    target: { immutable: true },
  });
});

test('composes a URI in the cluster, with what it is composed of encoded, and keeps inputs out of the Secret', () => {
  const manifests = rendered((chart) => {
    new SecretRef(chart, 'database', {
      keys: ['uri', 'password'],
      source: {
        type: 'external',
        store: 'vault',
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
  const policy = { ...source, creation: 'Orphan', deletion: 'Delete' } as const;
  // @ts-expect-error a Secret that nobody owns is not deleted
  const illegal: Source = policy;
  // @ts-expect-error the password is missing
  const incomplete: Source = { type: 'external', store: 'vault', keys: { username } };
  const build = (): void => {
    rendered((chart) => {
      new SecretRef(chart, 'database', {
        keys: ['username'],
        // @ts-expect-error the Secret has no such key
        source: { type: 'external', store: 'vault', keys: { username, pasword: password } },
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
    'source.keys must have "password", got "username"; write "password": { remote: "production/name" }',
  ],
  [
    'no keys',
    { keys: undefined },
    'source.keys must be an object, got undefined; write { password: { remote: "production/name" } }',
  ],
  [
    'a key that the Secret has not',
    { keys: { username, password, token: password } },
    'source.keys["token"] must be a key of the Secret; write one of "username", "password"',
  ],
  [
    'a value that is none',
    { keys: { username, password: null } },
    'source.keys["password"] must be { remote, property, version, decoding } or { template }, got null',
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
    { refresh: { every: '1 hour' } },
    'source.refresh.every must be a duration, got "1 hour"; write "1h"',
  ],
  [
    'policies that the operator refuses',
    { creation: 'Merge', deletion: 'Delete' },
    'source.deletion must be "Retain" or "Merge" with the creation "Merge", got "Delete"; write "Retain"',
  ],
  [
    'a policy under which there is no Secret',
    { creation: 'None' },
    'source.creation must be "Owner" or "Orphan" or "Merge", got a string',
  ],
  [
    'a store without a name',
    { store: {} },
    'source.store.clusterStore must be a string, got undefined; write the name of a SecretStore',
  ],
])('refuses %s, and does not repeat values', (_, change, finding) => {
  const message = refusal((chart) => {
    const given = { ...source, ...change } as SecretSource<'username' | 'password'>;
    new SecretRef(chart, 'database', { keys: ['username', 'password'], source: given });
  });
  expect(message.split('\n')).toContain(`[shop/database] ${finding}`);
  expect(message).not.toContain('hunter2');
});
