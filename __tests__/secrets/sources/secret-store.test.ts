import { SecretStore, StoreProvider } from '../../../lib/secrets/sources/secret-store';
import { only, refusal, rendered } from '../../rendered';

const serviceAccountName = 'shop';
const serviceAccountRef = { name: 'shop' };
const aws: StoreProvider = { type: 'aws', service: 'SecretsManager', region: 'eu-west-1', serviceAccountName };

test.each<[StoreProvider, unknown]>([
  [aws, { aws: { service: 'SecretsManager', region: 'eu-west-1', auth: { jwt: { serviceAccountRef } } } }],
  [
    { type: 'vault', server: 'https://vault.example.com', path: 'secret', role: 'shop', serviceAccountName },
    {
      vault: {
        server: 'https://vault.example.com',
        path: 'secret',
        version: 'v2',
        auth: { kubernetes: { mountPath: 'kubernetes', role: 'shop', serviceAccountRef } },
      },
    },
  ],
  [
    { type: 'gcpsm', projectID: 'p', clusterLocation: 'l', clusterName: 'c', serviceAccountName },
    {
      gcpsm: {
        projectID: 'p',
        auth: { workloadIdentity: { clusterLocation: 'l', clusterName: 'c', serviceAccountRef } },
      },
    },
  ],
  [
    { type: 'azurekv', vaultUrl: 'https://shop.vault.azure.net', serviceAccountName },
    { azurekv: { authType: 'WorkloadIdentity', vaultUrl: 'https://shop.vault.azure.net', serviceAccountRef } },
  ],
])('is asked as a ServiceAccount: %j', (provider, expected) => {
  const manifests = rendered((chart) => new SecretStore(chart, 'store', { provider }));
  expect(only(manifests, 'SecretStore').spec).toEqual({ provider: expected });
});

test('does not compile with a credential, and refuses it from JavaScript without repeating it', () => {
  const message = refusal((chart) => {
    // @ts-expect-error a store has no credential
    const provider: StoreProvider = { ...aws, secretAccessKey: 'hunter2' };
    new SecretStore(chart, 'store', { provider });
  });
  expect(message).toBe(
    '1 finding:\n[shop/store] provider.secretAccessKey is unknown; write one of type, service, region, serviceAccountName, role',
  );
});

test.each<[unknown, string]>([
  [undefined, 'props must be an object, got undefined; write { provider }'],
  [
    {},
    'provider must be { type: "aws" or "vault" or "gcpsm" or "azurekv", … }, got undefined; write { type: "aws", service, region, serviceAccountName }',
  ],
  [{ provider: aws, server: 'x' }, 'server is no prop of a SecretStore; leave it out'],
  [
    { provider: aws, name: 'Store' },
    'name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Store"; write "store"',
  ],
])('refuses the props %j', (props, finding) => {
  const message = refusal((chart) => new SecretStore(chart, 'store', props as never));
  expect(message).toBe(`1 finding:\n[shop/store] ${finding}`);
});

test.each<[object, string]>([
  [
    { type: 'file' },
    'provider.type must be "aws" or "vault" or "gcpsm" or "azurekv", got "file"; write { type: "aws", service, region, serviceAccountName }',
  ],
  [{ ...aws, region: '' }, 'provider.region must be a string that is not empty, got ""'],
])('refuses %j', (provider, finding) => {
  const message = refusal((chart) => new SecretStore(chart, 'store', { provider: provider as StoreProvider }));
  expect(message).toBe(`1 finding:\n[shop/store] ${finding}`);
});
