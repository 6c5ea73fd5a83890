import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { KubernetesManifest, render, SecretRef, SecretSource, setDefaults, TenantNamespace } from '../lib';
import { pinCommand } from '../lib/commands/pin/pin-command';
import { sealCommand } from '../lib/commands/seal/seal-command';
import { secretsCommand } from '../lib/commands/secrets/secrets-command';
import { RecordedTerminal } from '../__tests__/commands/secrets/recorded-terminal';
import { temporaryDirectory } from '../__tests__/temporary-directory';
import { storyWithAddOns } from './add-ons';
import { story } from './evidence';
import { applyObjects, backend, settled } from './fixtures/backends';
import { get, kubectl, run, waitFor } from './kubectl';
import { makeNamespace, removeNamespace } from './namespaces';
import {
  dockerConfig,
  forgetPrivateRegistry,
  registryHost,
  startPrivateRegistry,
  withForwardedRegistry,
} from './private-registry';

const cluster = process.env['CLUSTER'] ?? '';
const namespace = 'pull-secrets';
const image = `${registryHost}/library/node:20-slim`;
const keys = ['.dockerconfigjson'] as const;

type Digests = Readonly<Record<string, string>>;

interface Running {
  readonly items: readonly {
    readonly spec: { readonly containers: readonly { readonly image: string }[] };
    readonly status: { readonly containerStatuses?: readonly { readonly imageID: string }[] };
  }[];
}

interface Waiting {
  readonly items: readonly {
    readonly status: {
      readonly containerStatuses?: readonly { readonly state: { readonly waiting?: { readonly message?: string } } }[];
    };
  }[];
}

storyWithAddOns('images of a registry that asks for a password', ['sealed-secrets'], tell, 2);

function tell(): void {
  const step = story(namespace);
  const folder = temporaryDirectory();
  const certificate = join(folder, 'cert.pem');

  beforeAll(async () => {
    await removeNamespace(namespace).catch(() => undefined);
    await makeNamespace(namespace);
    await startPrivateRegistry(cluster, namespace);
    writeFileSync(certificate, await waitFor('the certificate of the controller', 60, controllerCertificate));
  }, 300_000);

  afterAll(async () => {
    await removeNamespace(namespace);
    await forgetPrivateRegistry(cluster);
  }, 200_000);

  step('are not pulled without a Secret, and not with an Opaque one of the same value', async () => {
    await applyObjects([opaqueSecret()]);
    await applyObjects(rendered('without'));
    await applyObjects(rendered('opaque', { type: 'existing' }));
    for (const name of ['without', 'opaque']) await waitFor(`no image for ${name}`, 90, () => refusal(name));
  });

  step('are pulled with a Secret that `secrets` makes, and not made up', async () => {
    const manifests = rendered('made', { type: 'existing' });
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'all.yaml'), manifests.map((manifest) => JSON.stringify(manifest)).join('\n---\n'));
    const refused = await secrets(directory, []);
    expect([refused.code, refused.complaints]).toEqual([
      1,
      `1 finding:\n[${namespace}/made-registry] lacks the key ".dockerconfigjson", which no random value fits; give it with --set made-registry..dockerconfigjson, or create it with kubectl create secret docker-registry made-registry --namespace ${namespace} --from-file=.dockerconfigjson=FILE\n`,
    ]);
    const made = await secrets(directory, ['--set', 'made-registry..dockerconfigjson'], dockerConfig());
    expect([made.code, made.complaints]).toEqual([0, '']);
    await applyObjects(manifests);
    await settled(namespace, 'made');
    expect((await secrets(directory, [])).code).toBe(0);
  });

  step('are pulled with a Secret that `kubectl create secret docker-registry` makes from a file', async () => {
    const file = join(folder, 'config.json');
    writeFileSync(file, dockerConfig());
    await kubectl(
      `create secret docker-registry typed-registry --namespace ${namespace} --from-file=.dockerconfigjson=${file}`,
    );
    await applyObjects(rendered('typed', { type: 'existing' }));
    await settled(namespace, 'typed');
  });

  step('are pulled by the digest that `pin` writes, which stays beside the tag', async () => {
    const digest = await withForwardedRegistry(namespace, pinnedDigest);
    await kubectl('apply -f -', { input: JSON.stringify(registrySecret('pinned-registry')) });
    await applyObjects(rendered('pinned', { type: 'existing' }, { [image]: digest }));
    await settled(namespace, 'pinned');
    const { items } = await get<Running>(`-n ${namespace} pods -l app=pinned`);
    expect(items.flatMap(({ spec }) => spec.containers.map((container) => container.image))).toEqual([
      `${image}@${digest}`,
    ]);
    expect(items[0]?.status.containerStatuses?.[0]?.imageID).toContain(digest);
  });

  step('are pulled with a Secret of the source `sealed` that `seal` encrypts', async () => {
    const file = join(folder, 'sealed.yaml');
    const target = ['--namespace', namespace, '--name', 'sealed-registry', '--key', '.dockerconfigjson'];
    const terminal = new RecordedTerminal(dockerConfig());
    const code = await sealCommand(['--cert', certificate, ...target, '--file', file], terminal);
    expect([code, terminal.complaints]).toEqual([0, '']);
    await applyObjects(rendered('sealed', { type: 'sealed', file }));
    await settled(namespace, 'sealed');
  });

  step('are pulled with a Secret of the source `sealed` that kubeseal encrypts', async () => {
    const file = join(folder, 'kubeseal.yaml');
    const input = JSON.stringify(registrySecret('kubeseal-registry'));
    const { code, stdout, stderr } = await run('kubeseal', ['--cert', certificate, '--format', 'yaml'], { input });
    expect([code, stderr]).toEqual([0, '']);
    writeFileSync(file, stdout);
    await applyObjects(rendered('kubeseal', { type: 'sealed', file }));
    await settled(namespace, 'kubeseal');
  });
}

/** The digest that `pin` finds for the image in the registry at a port of this machine, with its password. */
async function pinnedDigest(host: string): Promise<string> {
  const local = image.replace(registryHost, host);
  const spec = { containers: [{ name: 'main', image: local }] };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'local', namespace }, spec };
  const directory = temporaryDirectory({
    'dist/pod.json': JSON.stringify(pod),
    'docker/config.json': dockerConfig(host),
  });
  const file = join(directory, 'images.json');
  const before = process.env['DOCKER_CONFIG'];
  process.env['DOCKER_CONFIG'] = join(directory, 'docker');
  try {
    const terminal = new RecordedTerminal();
    const code = await pinCommand([join(directory, 'dist'), '--file', file], terminal);
    expect([code, terminal.complaints]).toEqual([0, '']);
  } finally {
    if (before === undefined) delete process.env['DOCKER_CONFIG'];
    else process.env['DOCKER_CONFIG'] = before;
  }
  return (JSON.parse(readFileSync(file, 'utf8')) as Digests)[local] ?? '';
}

/** A backend whose image is in the registry, and its Secret of a source if it has one. */
function rendered(
  name: string,
  source?: SecretSource<'.dockerconfigjson'>,
  digests: Digests = {},
): readonly KubernetesManifest[] {
  const app = new App();
  setDefaults(app, { digests });
  const chart = new Chart(app, namespace, { namespace });
  // The registry is in the namespace too, and no construct's pod.
  new TenantNamespace(chart, 'tenant', { networkPolicy: false });
  const imagePullSecrets = source === undefined ? [] : [new SecretRef(chart, `${name}-registry`, { keys, source })];
  backend(chart, name, { image, imagePullSecrets, replicas: 1, minReadySeconds: 0 });
  return render(app);
}

function opaqueSecret(name = 'opaque-registry') {
  const stringData = { '.dockerconfigjson': dockerConfig() };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: 'Opaque', stringData };
}

function registrySecret(name: string) {
  return { ...opaqueSecret(name), type: 'kubernetes.io/dockerconfigjson' };
}

/** The registry's refusal, once the kubelet has it. */
async function refusal(name: string): Promise<true | undefined> {
  const { items } = await get<Waiting>(`-n ${namespace} pods -l app=${name}`);
  const messages = items.flatMap(({ status }) =>
    (status.containerStatuses ?? []).map(({ state }) => state.waiting?.message ?? ''),
  );
  return messages.some((message) => message.includes('401') || message.includes('authorization failed')) || undefined;
}

async function secrets(directory: string, options: readonly string[], input = '') {
  const terminal = new RecordedTerminal(input);
  const code = await secretsCommand([directory, '--yes', ...options], terminal);
  return { code, complaints: terminal.complaints };
}

async function controllerCertificate(): Promise<string | undefined> {
  const label = 'sealedsecrets.bitnami.com/sealed-secrets-key';
  const { items } = await get<{ items: readonly { readonly data: Readonly<Record<string, string>> }[] }>(
    `-n kube-system secrets -l ${label}`,
  );
  const text = items[0]?.data['tls.crt'];
  return text === undefined ? undefined : Buffer.from(text, 'base64').toString();
}
