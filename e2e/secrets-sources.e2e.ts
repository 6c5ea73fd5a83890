import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import {
  BackendService,
  KubernetesManifest,
  render,
  SecretRef,
  SecretSource,
  SecretStore,
  setSecretEnvironment,
  uriEncoded,
} from '../lib';
import { ciphertext, sealedFile, sopsFile, sopsValue } from '../__tests__/secrets/sources/encrypted-files';
import { temporaryDirectory } from '../__tests__/temporary-directory';
import { kubectl, run } from './kubectl';
import { endNamespace, makeNamespace } from './namespaces';

const cluster = process.env.CLUSTER;
const withDefinitions = cluster === undefined ? test.skip : test;
const reason = cluster === undefined ? ' (needs CLUSTER, whose crds installs the definitions)' : '';
const namespace = 'secrets-e2e';
const keys = ['username', 'password'] as const;

const remote = (property: string) => ({ remoteRef: { key: 'production/database', property } });
const sources: Readonly<Record<string, SecretSource<string>>> = {
  external: {
    type: 'external',
    secretStoreRef: { name: 'company', kind: 'ClusterSecretStore' },
    creationPolicy: 'Orphan',
    refreshPolicy: 'OnChange',
    keys: { username: remote('username'), password: remote('password') },
  },
  templated: {
    type: 'external',
    secretStoreRef: { name: 'vault' },
    immutable: true,
    keys: {
      username: remote('username'),
      password: { template: `mongodb://${uriEncoded('username')}:${uriEncoded('secret')}@mongo/app` },
    },
    inputs: { secret: remote('password') },
  },
  generated: { type: 'generated' },
};

beforeAll(async () => {
  if (cluster !== undefined) await run(cluster, ['crds']);
  await makeNamespace(namespace);
  await kubectl(`label namespace ${namespace} pod-security.kubernetes.io/warn=restricted`);
});

afterAll(async () => {
  await endNamespace(namespace);
});

withDefinitions.each(Object.entries(sources))(
  `the API server accepts the objects of the source %s${reason}`,
  async (_, source) => {
    await expectAccepted((chart) => {
      new SecretRef(chart, 'database', { keys, source });
    });
  },
);

withDefinitions(`the API server accepts SealedSecrets and stores${reason}`, async () => {
  const metadata = { namespace };
  const file = fileOf(sealedFile({ username: ciphertext(), password: ciphertext() }, metadata));
  await expectAccepted((chart) => {
    new SecretRef(chart, 'database', { keys, source: { type: 'sealed', file } });
    const serviceAccountName = 'shop';
    const providers = {
      aws: { type: 'aws', service: 'SecretsManager', region: 'eu-west-1', serviceAccountName },
      azurekv: { type: 'azurekv', vaultUrl: 'https://shop.vault.azure.net', serviceAccountName },
      gcpsm: { type: 'gcpsm', projectID: 'p', clusterLocation: 'l', clusterName: 'c', serviceAccountName },
      vault: { type: 'vault', server: 'https://vault.example.com', path: 'secret', role: 'r', serviceAccountName },
    } as const;
    for (const [id, provider] of Object.entries(providers)) new SecretStore(chart, id, { provider });
  });
});

test('the API server refuses what SOPS encrypted, which is why only Flux may be given it', async () => {
  const file = fileOf(sopsFile({ username: sopsValue(), password: sopsValue() }, { namespace }));
  const manifests = rendered((chart) => {
    new SecretRef(chart, 'database', { keys, source: { type: 'sops', file } });
  });
  const { code, stderr } = await dryRun(manifests);
  expect({ code, isUnknown: stderr.includes('unknown field "sops"') }).toEqual({ code: 1, isUnknown: true });
});

test('pods that read files of Vault and of the CSI driver meet Pod Security restricted', async () => {
  const place = { path: 'secret/data/db', field: 'a' };
  const manifests = rendered((chart) => {
    const vault = new SecretRef(chart, 'vault', {
      keys: ['a'],
      source: { type: 'vault', role: 'shop', keys: { a: place } },
    });
    const csi = new SecretRef(chart, 'csi', {
      keys: ['a'],
      source: { type: 'csi', provider: 'gcp', sync: true, keys: { a: { resourceName: 'a' } } },
    });
    new BackendService(chart, 'api', {
      image: 'docker.io/demo/user-admin-backend:1.0.0',
      port: 8080,
      files: { '/etc/vault/a': vault.key('a') },
      secrets: { A: csi.key('a') },
    });
  });
  const { code, stderr } = await dryRun(manifests.filter(({ kind }) => kind !== 'SecretProviderClass'));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

async function expectAccepted(build: (chart: Chart) => void): Promise<void> {
  const { code, stderr } = await dryRun(rendered(build));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}

function rendered(build: (chart: Chart) => void): readonly KubernetesManifest[] {
  const app = new App();
  setSecretEnvironment(app, { name: 'production', appliedBy: 'flux' });
  build(new Chart(app, 'shop', { namespace }));
  return render(app);
}

function dryRun(manifests: readonly KubernetesManifest[]) {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests });
  return run('kubectl', ['apply', '--dry-run=server', '--filename=-'], { input });
}

function fileOf(text: string): string {
  return join(temporaryDirectory({ 'file.yaml': text }), 'file.yaml');
}
