import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { BackendService, KubernetesManifest, MongoStatefulSet, render, SecretRef, TenantNamespace } from '../lib';
import { secretsCommand } from '../lib/commands/secrets/secrets-command';
import { RecordedTerminal } from '../__tests__/commands/secrets/recorded-terminal';
import { temporaryDirectory } from '../__tests__/temporary-directory';
import { story } from './evidence';
import { applyObjects, settled } from './fixtures/backends';
import { get, kubectl, run } from './kubectl';
import { endNamespace, makeNamespace, removeNamespace } from './namespaces';
import { longStory } from './tiers';

const image = process.env['MONGO_IMAGE'] ?? 'docker.io/library/mongo:8.0.30';
const [home, named, stranger] = ['mongo-home', 'mongo-client', 'mongo-stranger'] as const;
const member = `mongo-0.mongo.${home}.svc.cluster.local`;

longStory('Clients of other namespaces than the set', tell, 2);

function tell(): void {
  const step = story(home);
  const manifests = program();

  beforeAll(async () => {
    await Promise.all([home, named, stranger].map((name) => removeNamespace(name).catch(() => undefined)));
  }, 200_000);

  afterAll(async () => {
    await Promise.all([home, named, stranger].map(endNamespace));
  });

  step('have the same password by `secrets`, which makes it once', async () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'all.yaml'), manifests.map((one) => JSON.stringify(one)).join('\n---\n'));
    const terminal = new RecordedTerminal();
    expect([await secretsCommand([folder, '--yes'], terminal), terminal.complaints]).toEqual([0, '']);
    expect(terminal.output).toContain(`password: copied from ${home}`);
    expect(await secretData(named)).toEqual(await secretData(home));
  });

  step('write if their namespace is named', async () => {
    await applyObjects(manifests);
    await kubectl(`-n ${home} rollout status statefulset/mongo --timeout=150s`, { seconds: 160 });
    await settled(named, 'reader', 'bystander');
    expect(await typed('db.orders.insertOne({ _id: 1 }).acknowledged')).toBe('true');
  });

  step('are kept out by the policy of the set if it is not, and by their own without a connection', async () => {
    await makeNamespace(stranger);
    await applyObjects([strangerPod()]);
    await kubectl(`-n ${stranger} wait pod/stranger --for=condition=Ready --timeout=90s`, { seconds: 100 });
    expect(await reaches(named, 'deployment/reader')).toBe(true);
    expect(await reaches(named, 'deployment/bystander')).toBe(false);
    expect(await reaches(stranger, 'pod/stranger')).toBe(false);
  });

  step('are refused JavaScript in a query', async () => {
    const where = "try { db.orders.find({ $where: 'true' }).toArray() } catch (error) { error.message }";
    expect(await typed(where)).toMatch(/script/i);
    expect(await typed('db.orders.countDocuments()')).toBe('1');
  });
}

function program(): readonly KubernetesManifest[] {
  const app = new App();
  const [shop, client] = [home, named].map((namespace) => {
    const chart = new Chart(app, namespace, { namespace });
    new TenantNamespace(chart, 'tenant');
    return chart;
  }) as [Chart, Chart];
  const keys = ['username', 'password'] as const;
  const user = new SecretRef(shop, 'mongo-reader', { keys });
  const mongo = new MongoStatefulSet(shop, 'mongo', {
    members: 1,
    image,
    storage: { size: '1Gi' },
    resources: { requests: { cpu: '100m' }, limits: { memory: '512Mi' } },
    keyfile: new SecretRef(shop, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [{ credentials: user, roles: [{ role: 'readWrite', db: 'orders' }] }],
    clientNamespaces: [named],
  });
  const copy = new SecretRef(client, 'mongo-reader', { keys, copyOf: user });
  const idle = {
    image,
    port: 8080,
    replicas: 1,
    runAsUser: 999,
    command: ['sleep', 'infinity'],
    health: { ready: { exec: ['true'] }, live: { exec: ['echo'] } },
    resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    mounts: { '/tmp': { emptyDir: '16Mi' } },
  } as const;
  const env = { HOME: '/tmp', MONGODB_URI: mongo.connection({ user: copy, database: 'orders' }) };
  new BackendService(client, 'reader', { ...idle, env });
  new BackendService(client, 'bystander', { ...idle, podLabels: mongo.endpoint.clientLabels });
  return render(app);
}

/** A pod with the label of the clients, in a namespace without any policy. */
function strangerPod(): object {
  const containers = [{ name: 'stranger', image, command: ['sleep', 'infinity'] }];
  const metadata = { name: 'stranger', namespace: stranger, labels: { 'mongo-client': 'true' } };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers, terminationGracePeriodSeconds: 1 } };
}

async function secretData(namespace: string): Promise<Readonly<Record<string, string>>> {
  return (await get<{ data: Readonly<Record<string, string>> }>(`-n ${namespace} secret mongo-reader`)).data;
}

async function typed(command: string): Promise<string> {
  const shell = ['bash', '-c', 'mongosh "$MONGODB_URI" --quiet --eval "$0"', command];
  const { code, stdout, stderr } = await run('kubectl', ['-n', named, 'exec', 'deployment/reader', '--', ...shell]);
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

async function reaches(namespace: string, pod: string): Promise<boolean> {
  const shell = ['timeout', '5', 'bash', '-c', `exec 3<>/dev/tcp/${member}/27017`];
  return (await run('kubectl', ['-n', namespace, 'exec', pod, '--', ...shell])).code === 0;
}
