import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { development } from '../apps/environments';
import { FindingsError, render, SecretRef } from '../lib';
import { storyWithAddOns } from './add-ons';
import { ask, startClient } from './client';
import { withImages } from './environment';
import { story } from './evidence';
import { finishAll } from './finish-all';
import { FluxRepository, leaveFlux } from './flux';
import { applyObjects } from './fixtures/backends';
import { get, kubectl, run, waitFor } from './kubectl';
import { endNamespace, removeNamespace } from './namespaces';
import { SealedConsole } from './sealed-console';
import { secretValues } from './secret-values';
import { inLongRuns } from './tiers';
import { userAdminIn } from './user-admin';

interface Secret {
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
}

interface SealedSecret {
  readonly status?: { readonly conditions?: readonly { readonly status: string; readonly message?: string }[] };
}

const { namespace } = development;
const { cleanUp, masterKey, pods } = userAdminIn(namespace);

type Pod = Awaited<ReturnType<typeof pods>>[number];

const shop = 'shop';
const random = expect.stringMatching(/^[A-Za-z0-9]{48}$/) as string;
const token = randomBytes(12).toString('hex');

// The commands are those of docs/secrets.md, as they stand there.
storyWithAddOns('an environment whose Secrets are all sealed', ['git', 'flux', 'sealed-secrets'], () => {
  const step = story(namespace);
  const longStep = inLongRuns(step);
  const flux = new FluxRepository('user-admin', 'production');
  const shell = new SealedConsole();
  const { web } = shell;
  const sealedFile = join(shell.folder, 'sealed/production/database.yaml');

  // A namespace of this name may still be ending, from another file.
  beforeAll(() => removeNamespace(shop), 150_000);
  afterAll(leaveFlux, 70_000);
  for (const each of [namespace, shop])
    afterAll(async () => {
      await kubectl(`-n ${each} delete sealedsecrets.bitnami.com --all --ignore-not-found --timeout=60s`);
    }, 70_000);
  afterAll(() => finishAll(cleanUp(), endNamespace(shop)), 300_000);

  step('is sealed by one command, after which the program renders', async () => {
    await waitFor('the certificate of the controller', 60, () => shell.fetchCertificate());
    await shell.sealToken(token);
    const before = await shell.synth();
    expect([before.code, before.stderr.match(/seal it with cdk8s-backend seal --missing$/gm)?.length]).toEqual([3, 6]);
    const added = [
      ['user-admin/master', 'key (random)'],
      ['user-admin/jwt', 'secret (random)'],
      ['user-admin/mongo-user-admin', "username (the Secret's name), password (random)"],
      ['user-admin/mongo-keyfile', 'keyfile (random)'],
      ['shop/database', "username (the Secret's name), password (random)"],
      ['shop/web-tls', 'tls.crt (from web.crt), tls.key (from web.key)', 'kubernetes.io/tls'],
    ].map(([name = '', keys = '', type = 'Opaque']) => {
      const file = `sealed/production/${name.replace(/.*\//, '')}.yaml`;
      return `${file}: ${keys} added, for the Secret ${name} (strict, ${type})\n`;
    });
    expect(await shell.sealMissing()).toBe(added.join(''));
    expect(await shell.synth()).toEqual({ code: 0, stderr: '' });
  });

  step(
    'becomes the running application on an empty cluster from one commit, with every Secret of its type',
    async () => {
      await Promise.all([flux.start(), startClient()]);
      flux.take(rendered(), 'dist');
      await flux.follow(join(shell.folder, 'gitops/flux/production'));
      await flux.applied(await flux.push('Render production'));
      const secrets: Readonly<Record<string, readonly [type: string, values: object]>> = {
        'user-admin/master': ['Opaque', { key: random }],
        'user-admin/jwt': ['Opaque', { secret: random }],
        'user-admin/mongo-user-admin': ['Opaque', { username: 'mongo-user-admin', password: random }],
        'user-admin/mongo-keyfile': ['Opaque', { keyfile: random }],
        'shop/database': ['Opaque', { username: 'database', password: random }],
        'shop/registry': ['kubernetes.io/dockerconfigjson', { '.dockerconfigjson': dockerConfig() }],
        'shop/web-tls': ['kubernetes.io/tls', { 'tls.crt': web.certificate, 'tls.key': web.key }],
      };
      for (const [name, expected] of Object.entries(secrets))
        expect(await waitFor(`the Secret ${name}`, 60, () => secret(name))).toEqual(expected);
      await expectOrder();
      const url = `http://user-admin-backend.${namespace}/api/user`;
      const answers = await ask({ url }, { url, key: await masterKey() });
      expect(answers.map(({ status }) => status)).toEqual([401, 200]);
      await leaveFlux();
    },
  );

  longStep('keeps its values when the controller has a new key, and takes one that is sealed for it', async () => {
    const before = await Promise.all(['user-admin/master', 'shop/web-tls'].map(secret));
    const certificate = await fetchedCertificate();
    const now = new Date().toUTCString().replace('GMT', '+0000');
    const controller = 'deployment/sealed-secrets-controller';
    const variable = `SEALED_SECRETS_KEY_CUTOFF_TIME=${now}`;
    const { code, stderr } = await run('kubectl', ['-n', 'kube-system', 'set', 'env', controller, variable]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await kubectl(`-n kube-system rollout status ${controller} --timeout=60s`);
    await waitFor('another certificate', 60, async () =>
      (await fetchedCertificate()) === certificate ? undefined : true,
    );
    expect(await shell.sealPassword('correct horse')).toBe(
      'sealed/production/database.yaml: password replaced, for the Secret shop/database (strict, Opaque)\n',
    );
    expect(await shell.synth()).toEqual({ code: 0, stderr: '' });
    await apply();
    await waitFor('the new value', 60, async () => {
      const [, values] = (await secret('shop/database')) ?? [];
      return values?.password === 'correct horse' || undefined;
    });
    // The controller now has to unseal with its old key what is in the file since the beginning.
    await kubectl(`-n ${shop} delete secret web-tls --timeout=30s`);
    await waitFor('the Secret web-tls out of its old file', 60, () => secret('shop/web-tls'));
    expect(await Promise.all(['user-admin/master', 'shop/web-tls'].map(secret))).toEqual(before);
    const conditions = await Promise.all(['user-admin/master', 'shop/web-tls', 'shop/database'].map(condition));
    expect(conditions.map(({ status }) => status)).toEqual(['True', 'True', 'True']);
  });

  longStep('takes over a Secret that it did not make once its value is sealed', async () => {
    await kubectl(`-n ${shop} delete sealedsecret database`);
    await waitFor('no Secret', 60, async () => ((await secret('shop/database')) === undefined ? true : undefined));
    await kubectl(`-n ${shop} create secret generic database --from-literal=password=of-the-database`);
    await apply();
    const refusal = await waitFor('the refusal of the controller', 60, () => falseCondition('shop/database'));
    expect(refusal).toContain('already exists and is not managed by SealedSecret');
    expect(await secret('shop/database')).toEqual(['Opaque', { password: 'of-the-database' }]);
    await shell.takeOver();
    await shell.synth();
    await apply();
    const values = { username: 'database', password: 'of-the-database' };
    await waitFor('all values of the Secret', 60, async () => {
      const found = await secret('shop/database');
      return Object.keys(found?.[1] ?? {}).length === 2 || undefined;
    });
    expect(await secret('shop/database')).toEqual(['Opaque', values]);
  });

  longStep('refuses a file for another namespace, as the controller does', async () => {
    const [moved] = JSON.parse(
      await kubectl(`create --dry-run=client --output=json -f ${sealedFile}`).then((text) => `[${text}]`),
    ) as { metadata: { namespace: string }; spec: { template: { metadata: { namespace: string } } } }[];
    if (moved === undefined) throw new Error(`no object in ${sealedFile}`);
    moved.metadata.namespace = namespace;
    moved.spec.template.metadata.namespace = namespace;
    await applyObjects([moved]);
    const refusal = await waitFor('the refusal of the controller', 60, () => falseCondition(`${namespace}/database`));
    expect(refusal).toContain('no key could decrypt secret');
    expect(await secret(`${namespace}/database`)).toBeUndefined();
    const chart = new Chart(new App(), 'app', { namespace });
    new SecretRef(chart, 'database', { keys: ['password'], source: { type: 'sealed', file: sealedFile } });
    expect(() => render(chart)).toThrow(FindingsError);
    expect(() => render(chart)).toThrow(
      `[app/database] source.file must be for the namespace "${namespace}", got "shop" in "${sealedFile}"`,
    );
  });

  function rendered(): string {
    return withImages(join(shell.folder, 'dist'));
  }

  async function apply(): Promise<void> {
    await kubectl(`apply -f ${rendered()}`);
  }

  async function fetchedCertificate(): Promise<string> {
    await shell.fetchCertificate();
    return readFileSync(join(shell.folder, 'cert.pem'), 'utf8');
  }
});

/** Fails unless the Secrets came before the database was ready, the database before the backend, and no container ended meanwhile. */
async function expectOrder(): Promise<void> {
  const { items } = await get<{ items: { metadata: { creationTimestamp: string } }[] }>(`-n ${namespace} secrets`);
  const [database, backend] = await Promise.all([pods('mongo'), pods('user-admin-backend')]);
  const times = [
    ...items.map(({ metadata }) => metadata.creationTimestamp).sort(),
    ...database.map(readySince).sort(),
    ...backend.map(readySince).sort(),
  ];
  expect(times).toEqual([...times].sort());
  const containers = [...database, ...backend].flatMap(({ status }) => status.containerStatuses);
  expect(containers.filter(({ restartCount }) => restartCount > 0)).toEqual([]);
}

/** The time at which a pod became ready. */
function readySince({ status }: Pod): string {
  const condition = status.conditions.find(({ type }) => type === 'Ready');
  return condition?.lastTransitionTime ?? 'never';
}

/** The type and the values of `namespace/name`; undefined if it does not exist. */
async function secret(path: string): Promise<readonly [string, Readonly<Record<string, string>>] | undefined> {
  const [of = '', name = ''] = path.split('/');
  const output = await kubectl(`-n ${of} get secret ${name} --ignore-not-found -o json`);
  if (output === '') return undefined;
  const { type, data } = JSON.parse(output) as Secret;
  return [type, secretValues(data)];
}

/** The condition of the SealedSecret `namespace/name`. Throws as long as the controller has set none. */
async function condition(path: string): Promise<{ readonly status: string; readonly message?: string }> {
  const [of = '', name = ''] = path.split('/');
  const [found] = (await get<SealedSecret>(`-n ${of} sealedsecret ${name}`)).status?.conditions ?? [];
  if (found === undefined) throw new Error(`${path} has no condition yet`);
  return found;
}

/** The message of the condition of a SealedSecret that the controller cannot unseal; undefined if it can. */
async function falseCondition(path: string): Promise<string | undefined> {
  const { status, message = '' } = await condition(path);
  return status === 'False' ? message : undefined;
}

/** The credentials as kubectl writes them. */
function dockerConfig(): string {
  const auth = Buffer.from(`robot:${token}`).toString('base64');
  return JSON.stringify({ auths: { 'registry.example.com': { username: 'robot', password: token, auth } } });
}
