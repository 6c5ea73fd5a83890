import { Chart } from 'cdk8s';
import { BackendService } from '../../../lib/backend-service/backend-service';
import { BackendServiceProps } from '../../../lib/backend-service/model/props';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { SecretSource } from '../../../lib/secrets/sources/secret-source';
import { only, refusal, rendered } from '../../rendered';

type Keys = 'username' | 'password';

const places = { username: { resourceName: 'u' }, password: { resourceName: 'p' } };
const csi: SecretSource<Keys> = { type: 'csi', provider: 'gcp', keys: places };
const field = (name: string) => ({ path: 'secret/data/production/db', field: name });
const vault: SecretSource<Keys> = {
  type: 'vault',
  role: 'shop',
  keys: { username: field('username'), password: field('password') },
};

type Build = (secret: SecretRef<Keys>) => Partial<BackendServiceProps>;

function addBackend(chart: Chart, source: SecretSource<Keys>, build: Build, reload = false): void {
  const secret = new SecretRef(chart, 'database', { keys: ['username', 'password'], source, reload });
  new BackendService(chart, 'api', { image: 'example.com/api:1.0.0', port: 8080, ...build(secret) });
}

function deployment(source: SecretSource<Keys>, build: Build, reload = false): KubernetesManifest {
  const manifests = rendered((chart) => {
    addBackend(chart, source, build, reload);
  });
  return only(manifests, 'Deployment');
}

function pod(manifest: KubernetesManifest) {
  return (manifest.spec as { template: { metadata: KubernetesManifest['metadata']; spec: Record<string, unknown> } })
    .template;
}

const container = (manifest: KubernetesManifest): unknown => (pod(manifest).spec.containers as readonly unknown[])[0];

test('mounts the volume of the CSI driver where its files are wanted', () => {
  const manifest = deployment(csi, (secret) => ({
    files: { '/etc/db/username': secret.key('username'), '/etc/db/password': secret.key('password') },
  }));
  expect(pod(manifest).spec.volumes).toContainEqual({
    name: 'etc-db',
    csi: {
      driver: 'secrets-store.csi.k8s.io',
      readOnly: true,
      volumeAttributes: { secretProviderClass: 'database' },
    },
  });
  expect(container(manifest)).toHaveProperty(
    'volumeMounts',
    expect.arrayContaining([{ name: 'etc-db', mountPath: '/etc/db', readOnly: true }]),
  );
});

test('mounts the volume of the CSI driver for the Secret of a variable to be there', () => {
  const manifest = deployment({ ...csi, sync: true }, (secret) => ({ secrets: { PASSWORD: secret.key('password') } }));
  expect(container(manifest)).toMatchObject({
    env: expect.arrayContaining([
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } },
    ]) as unknown,
    volumeMounts: expect.arrayContaining([
      { name: 'mnt-secrets-database', mountPath: '/mnt/secrets/database', readOnly: true },
    ]) as unknown,
  });
});

test("asks Vault's agent for a file at any path, known by a token that the application does not see", () => {
  const manifest = deployment(vault, (secret) => ({ files: { '/etc/db/pass': secret.key('password') } }));
  expect(pod(manifest).metadata.annotations).toMatchObject({
    'vault.hashicorp.com/agent-inject': 'true',
    'vault.hashicorp.com/agent-pre-populate-only': 'true',
    'vault.hashicorp.com/agent-service-account-token-volume-name': 'vault-token',
    'vault.hashicorp.com/role': 'shop',
    'vault.hashicorp.com/agent-inject-file-database-password': 'pass',
    'vault.hashicorp.com/secret-volume-path-database-password': '/etc/db',
  });
  expect(pod(manifest).spec.volumes).toContainEqual({
    name: 'vault-token',
    projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3600 } }] },
  });
  expect(JSON.stringify(container(manifest))).not.toContain('vault-token');
});

test('tells Reloader which Secrets to watch, of variables and of files, if it is asked to', () => {
  const build: Build = (secret) => ({ secrets: { PASSWORD: secret.key('password') } });
  const annotation = { 'secret.reloader.stakater.com/reload': 'database' };
  expect(deployment({ type: 'existing' }, build, true).metadata.annotations).toMatchObject(annotation);
  expect(deployment({ type: 'existing' }, build).metadata.annotations).toBeUndefined();
});

test('mounts a key of a Secret alone, and tells Reloader, for its change does not appear in place', () => {
  const manifest = deployment(
    { type: 'existing' },
    (secret) => ({ singleFiles: { '/app/db.pass': secret.key('password') } }),
    true,
  );
  expect(pod(manifest).spec.volumes).toContainEqual({
    name: 'app-db-pass',
    projected: {
      defaultMode: 0o444,
      sources: [{ secret: { name: 'database', items: [{ key: 'password', path: 'db.pass' }] } }],
    },
  });
  expect(container(manifest)).toHaveProperty(
    'volumeMounts',
    expect.arrayContaining([{ name: 'app-db-pass', mountPath: '/app/db.pass', subPath: 'db.pass', readOnly: true }]),
  );
  expect(manifest.metadata.annotations).toMatchObject({ 'secret.reloader.stakater.com/reload': 'database' });
});

const noSecret =
  'must be in a Secret, got one of the source "csi", which gives files only; read it from files, or write sync: true in its source';
const noVaultSecret =
  'must be in a Secret, got one of the source "vault", which gives files only; read it from files, or choose the source "external"';

test.each<[what: string, source: SecretSource<Keys>, build: Build, finding: string]>([
  [
    'a variable of the CSI driver alone',
    csi,
    (secret) => ({ secrets: { PASSWORD: secret.key('password') } }),
    `secrets["PASSWORD"] ${noSecret}`,
  ],
  [
    'a variable of Vault',
    vault,
    (secret) => ({ secrets: { PASSWORD: secret.key('password') } }),
    `secrets["PASSWORD"] ${noVaultSecret}`,
  ],
  ['all variables of Vault', vault, (secret) => ({ envFrom: [{ secret }] }), `envFrom[0].secret ${noVaultSecret}`],
  [
    'a composed variable of Vault',
    vault,
    (secret) => ({ env: { URI: { secrets: { A: secret.key('password') }, text: (name) => `$(${name}_A)` } } }),
    `env["URI"] ${noVaultSecret}`,
  ],
  [
    'a mount of Vault',
    vault,
    (secret) => ({ mounts: { '/etc/db': { secret } } }),
    `mounts["/etc/db"].secret ${noVaultSecret}`,
  ],
  [
    'a file of Vault that is mounted alone',
    vault,
    (secret) => ({ singleFiles: { '/app/db.pass': secret.key('password') } }),
    `singleFiles["/app/db.pass"] ${noVaultSecret}`,
  ],
  [
    "a sidecar's variable of Vault",
    vault,
    (secret) => ({ sidecars: { proxy: { image: 'example.com/p:1.0.0', secrets: { A: secret.key('password') } } } }),
    `sidecars["proxy"].secrets["A"] ${noVaultSecret}`,
  ],
  [
    'another name than the key of a file of the CSI driver',
    csi,
    (secret) => ({ files: { '/etc/db/pass': secret.key('password') } }),
    'files["/etc/db/pass"] must be named after its key "password", as the source "csi" names its files, got "/etc/db/pass"; write "/etc/db/password"',
  ],
  [
    'other files in the directory of the CSI driver',
    csi,
    (secret) => ({ files: { '/etc/db/password': secret.key('password'), '/etc/db/a': 'text' } }),
    'files["/etc/db/password"] must be in a directory of its own, which the source "csi" brings as a whole, got "/etc/db/password"; write "/etc/db/database/password"',
  ],
])('refuses %s', (_, source, build, finding) => {
  const message = refusal((chart) => {
    addBackend(chart, source, build);
  });
  expect(message.split('\n')).toContain(`[shop/api] ${finding}`);
});

test('refuses two roles of Vault in one pod', () => {
  const message = refusal((chart) => {
    const other = new SecretRef(chart, 'other', { keys: ['username', 'password'], source: { ...vault, role: 'b' } });
    addBackend(chart, vault, (secret) => ({
      files: { '/a/x': secret.key('password'), '/b/x': other.key('password') },
    }));
  });
  expect(message).toBe(
    '1 finding:\n[shop/api] files must be read from Vault in one role, got "shop" and "b"; write one',
  );
});

test.each<[source: SecretSource<Keys>, type: string]>([
  [csi, 'csi'],
  [{ ...csi, sync: true }, 'csi'],
  [vault, 'vault'],
])('has a MongoStatefulSet refuse credentials that need something of its pods: %j', (source, type) => {
  const message = refusal((chart) => {
    const keyfile = new SecretRef(chart, 'keyfile', { keys: ['keyfile'] });
    const credentials = new SecretRef(chart, 'database', { keys: ['username', 'password'], source });
    new MongoStatefulSet(chart, 'mongo', {
      storage: { size: '1Gi' },
      keyfile: keyfile.key('keyfile'),
      users: [{ credentials, roles: [{ role: 'readWrite', db: 'shop' }] }],
    });
  });
  expect(message).toBe(
    `1 finding:\n[shop/mongo] users[0].credentials must be in a Secret that is there before the pod, got one of the source "${type}"; choose the source "existing", "external", "generated" or "sealed"`,
  );
});

test('never has Reloader restart a MongoStatefulSet, whose agent reads new passwords in place', () => {
  const manifests = rendered((chart) => {
    const keyfile = new SecretRef(chart, 'keyfile', { keys: ['keyfile'], reload: true });
    const credentials = new SecretRef(chart, 'database', { keys: ['username', 'password'], reload: true });
    new MongoStatefulSet(chart, 'mongo', {
      storage: { size: '1Gi' },
      keyfile: keyfile.key('keyfile'),
      users: [{ credentials, roles: [{ role: 'readWrite', db: 'shop' }] }],
    });
  });
  expect(JSON.stringify(only(manifests, 'StatefulSet'))).not.toContain('reloader.stakater.com');
});
