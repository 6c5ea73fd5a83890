import { App, Chart } from 'cdk8s';
import { KubernetesManifest, render, SecretRef, SecretSource, setSecretEnvironment, uriEncoded } from '../lib';
import { development, Environment } from '../apps/environments';
import { UserAdmin } from '../apps/user-admin';
import { storyWithAddOns } from './add-ons';
import { ask, startClient } from './client';
import { story } from './evidence';
import { get, kubectl, run, waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { newPassword } from './mongo-set';
import { makeNamespace } from './namespaces';
import { secretValues } from './secret-values';
import { userAdminIn } from './user-admin';

interface Secret {
  readonly metadata: { readonly uid: string; readonly resourceVersion: string; readonly ownerReferences?: object[] };
  readonly immutable?: boolean;
  readonly data: Readonly<Record<string, string>>;
}

const secretStoreRef = { name: 'company', kind: 'ClusterSecretStore' } as const;
const fromStore = (key: string, property: string) => ({ remoteRef: { key: `production/${key}`, property } });
const sources: Readonly<Record<string, SecretSource<string>>> = {
  master: { type: 'generated' },
  reports: { type: 'generated', fixed: { username: 'reports' } },
  'mongo-keyfile': { type: 'generated', length: 1024 },
  jwt: { type: 'external', secretStoreRef, keys: { secret: fromStore('jwt', 'secret') } },
  'mongo-user-admin': {
    type: 'external',
    secretStoreRef,
    keys: { username: fromStore('database', 'username'), password: fromStore('database', 'password') },
  },
  orders: {
    type: 'external',
    secretStoreRef,
    keys: { uri: { template: `mongodb://${uriEncoded('user')}:${uriEncoded('password')}@orders.example.com/app` } },
    inputs: { user: fromStore('orders', 'user'), password: fromStore('orders', 'password') },
  },
};
const { namespace } = development;
const { cleanUp, ready, uids } = userAdminIn(namespace);
const url = `http://user-admin-backend.${namespace}/api/user`;

// The development environment, its Secrets out of a store and out of generators.
storyWithAddOns('the user-admin application whose Secrets come from a store', ['external-secrets'], tell, 2);

function tell(): void {
  const step = story(namespace);
  const shell = new Console();
  const store = {
    jwt: { secret: newPassword() },
    database: { username: 'user-admin', password: newPassword() },
    orders: { user: 'shop+eu@example.com', password: 'a/b?c#d %e&f=g:h' },
  };
  let keyfile: Secret;

  afterAll(async () => {
    await kubectl(`-n ${namespace} delete externalsecrets,secretstores --all --timeout=60s`);
  }, 70_000);
  afterAll(async () => {
    await kubectl('delete clustersecretstore company --ignore-not-found --timeout=60s');
  }, 70_000);
  afterAll(cleanUp, 300_000);

  step('is applied whole the first time, and runs once the operator has made every Secret', async () => {
    const key = newPassword();
    await makeNamespace(namespace);
    await kubectl(`-n ${namespace} create secret generic master --from-literal=key=${key}`);
    await kubectl(`-n ${namespace} create secret generic reports --from-literal=username=reporter`);
    await Promise.all([startClient(), fill(store)]);
    await apply(application());
    await synced('--all');
    await ready();
    expect(await answers()).toEqual([401, 200]);
    expect(await values('jwt')).toEqual(store.jwt);
    expect(await values('mongo-user-admin')).toEqual(store.database);
    // These were made before their generators; the second lacks a key.
    expect(await values('master')).toEqual({ key });
    expect(await values('reports')).toEqual({
      username: 'reporter',
      password: expect.stringMatching(/^[A-Za-z0-9]{32}$/) as string,
    });
  });

  step('encodes the values of a template for a URI', async () => {
    const { username, password } = new URL((await values('orders')).uri ?? '');
    expect([username, password].map(decodeURIComponent)).toEqual(Object.values(store.orders));
  });

  step('generates a value once: it cannot be changed, and outlives its ExternalSecret and the next apply', async () => {
    const before = await secret('mongo-keyfile');
    const members = await uids('mongo');
    expect((await values('mongo-keyfile')).keyfile).toMatch(/^[A-Za-z0-9]{1024}$/);
    for (const name of ['master', 'mongo-keyfile']) expect(await change(name)).toContain('immutable');
    // Garbage collection, which may come later, goes by the owner.
    for (const name of ['master', 'mongo-keyfile'])
      expect((await secret(name)).metadata.ownerReferences).toBeUndefined();
    await kubectl(`-n ${namespace} delete externalsecret mongo-keyfile master --timeout=60s`);
    await apply(application());
    await synced('mongo-keyfile master');
    keyfile = await secret('mongo-keyfile');
    expect([keyfile.metadata.uid, keyfile.data]).toEqual([before.metadata.uid, before.data]);
    expect(await answers()).toEqual([401, 200]);
    expect(await uids('mongo')).toEqual(members);
  });

  step(
    'gives a new value of the store to the database without a restart, and to the backend by its rollout',
    async () => {
      const [, reread = '', take = ''] = documentedBlocks('Change a password').map(ofThisApplication);
      const [members, backends] = [await uids('mongo'), await uids('user-admin-backend')];
      store.database.password = newPassword();
      await fill(store);
      await shell.type(reread);
      await waitFor('the operator to change the Secret', 60, async () =>
        (await values('mongo-user-admin')).password === store.database.password ? true : undefined,
      );
      await shell.type(take);
      await ready();
      expect(await answers()).toEqual([401, 200]);
      expect(await kubectl(`-n ${namespace} logs mongo-0 -c agent`)).toContain('change password');
      expect(await uids('mongo')).toEqual(members);
      expect(await restarts()).toMatch(/^0( 0)*$/);
      expect((await uids('user-admin-backend')).filter((uid) => backends.includes(uid))).toEqual([]);
    },
  );

  step('leaves a generated Secret alone once it is there', async () => {
    expect(await secret('mongo-keyfile')).toEqual(keyfile);
  });

  step('generates many values at once, and again, and every one of them only once', async () => {
    const names = Array.from({ length: 40 }, (_, number) => `generated-${number}`);
    const manifests = generated(names);
    const all = async () => Promise.all(names.map(async (name) => (await secret(name)).data));
    await apply(manifests);
    await synced('--all');
    const before = await all();
    expect(new Set(before.map(({ key }) => key)).size).toBe(names.length);
    await kubectl(`-n ${namespace} delete externalsecret ${names.join(' ')} --timeout=60s`);
    await apply(manifests);
    await synced('--all');
    expect(await all()).toEqual(before);
  });

  async function answers(): Promise<number[]> {
    const { key = '' } = await values('master');
    const all = await waitFor('an answer of the Service', 60, () => ask({ url }, { url, key }));
    return all.map(({ status }) => status);
  }
}

function application(): readonly KubernetesManifest[] {
  const app = new App();
  setSecretEnvironment(app, { name: 'e2e', sources });
  const mongo = { ...development.mongo, image: process.env['MONGO_IMAGE'] };
  const backend = { ...development.backend, image: process.env['BACKEND_IMAGE'] ?? development.backend.image };
  const environment: Environment = { ...development, mongo, backend };
  const chart = new UserAdmin(app, 'user-admin', environment);
  const { namespace } = chart;
  new SecretRef(new Chart(app, 'orders', { namespace }), 'orders', { keys: ['uri'] });
  new SecretRef(new Chart(app, 'reports', { namespace }), 'reports', { keys: ['username', 'password'] });
  return render(app);
}

function generated(names: readonly string[]): readonly KubernetesManifest[] {
  const app = new App();
  const chart = new Chart(app, 'generated', { namespace });
  for (const name of names) new SecretRef(chart, name, { keys: ['key'], source: { type: 'generated' } });
  return render(app);
}

async function apply(manifests: readonly object[]): Promise<void> {
  await kubectl('apply -f -', { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }) });
}

/** Has the cluster's store hold these values and no others. */
async function fill(store: Readonly<Record<string, object>>): Promise<void> {
  const data = Object.entries(store).map(([key, value]) => ({
    key: `production/${key}`,
    value: JSON.stringify(value),
  }));
  await apply([
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterSecretStore',
      metadata: { name: 'company' },
      spec: { provider: { fake: { data } } },
    },
  ]);
}

/** Waits as Flux does, which looks at the condition `Ready`. */
async function synced(externalSecrets: string): Promise<void> {
  await kubectl(`-n ${namespace} wait externalsecret ${externalSecrets} --for=condition=Ready --timeout=90s`);
}

function secret(name: string): Promise<Secret> {
  return get<Secret>(`-n ${namespace} secret ${name}`);
}

async function values(name: string): Promise<Record<string, string>> {
  return secretValues((await secret(name)).data);
}

/** The error of the API server to a person who changes a Secret; empty if it lets them. */
async function change(name: string): Promise<string> {
  const patch = JSON.stringify({ stringData: { another: 'value' } });
  return (await run('kubectl', ['-n', namespace, 'patch', 'secret', name, '-p', patch])).stderr;
}

function restarts(): Promise<string> {
  const count = '{.items[*].status.containerStatuses[*].restartCount}';
  return kubectl(`-n ${namespace} get pods -l app=mongo -o jsonpath=${count}`);
}

/** The page's own lines, with the names of this application instead of the shop's. */
function ofThisApplication(lines: string): string {
  return lines
    .replaceAll('-n shop', `-n ${namespace}`)
    .replaceAll('mongo-shop', 'mongo-user-admin')
    .replaceAll('deployment/api', 'deployment/user-admin-backend');
}
