import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificateAuthority } from '../__tests__/certificate-authority';
import { RecordedTerminal } from '../__tests__/commands/secrets/recorded-terminal';
import { temporaryDirectory } from '../__tests__/temporary-directory';
import { secretsCommand } from '../lib/commands/secrets/secrets-command';
import { fileNames } from '../lib/files/file-names';
import { yaml } from '../lib/files/yaml';
import { story } from './evidence';
import { applyObjects, nodeImage, restarts, settled } from './fixtures/backends';
import { applyInOrder } from './fixtures/ordered-apply';
import { servedKinds } from './fixtures/served-kinds';
import { reached } from './fixtures/visits';
import { watch } from './fixtures/watch';
import { get, kubectl, run, succeed, waitFor } from './kubectl';
import { endNamespace, removeNamespace } from './namespaces';
import { programsConfigMap, shopManifests, shopNamespaces } from './shop-program';
import { inLongRuns } from './tiers';

interface Client {
  readonly heard: readonly string[];
  readonly connections: readonly {
    readonly pod: string;
    readonly opened: number;
    readonly closed?: number;
    readonly code?: number;
  }[];
}

interface Objects {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly creationTimestamp: string };
    readonly status: { readonly completionTime?: string };
  }[];
}

const { own, edge, stranger } = shopNamespaces;
const backends = ['api', 'orders', 'fulfilment', 'live'];
const step = inLongRuns(story(own));
const everywhere = [own, edge, stranger];
let accounts = '';

beforeAll(async () => {
  await Promise.all(everywhere.map((namespace) => removeNamespace(namespace).catch(() => undefined)));
}, 150_000);

afterAll(() => Promise.all(everywhere.map(endNamespace)), 60_000);

step('is applied by the commands of the guide, beside a Postgres that is outside of it', async () => {
  await applyObjects([...everywhere.map(namespaceOf), programsConfigMap()]);
  await applyObjects([pod(edge, 'controller'), pod(edge, 'accounts'), pod(stranger, 'stranger')]);
  for (const namespace of [edge, stranger])
    await kubectl(`-n ${namespace} wait pods --all --for=condition=Ready --timeout=90s`, { seconds: 100 });
  accounts = await kubectl(`-n ${edge} get pod accounts -o jsonpath={.status.podIP}`);
  const isServed = await servedKinds();
  const manifests = shopManifests({ host: accounts, cidr: `${accounts}/32`, port: 5432 }).filter(isServed);
  const folder = temporaryDirectory(
    Object.fromEntries([...fileNames(manifests)].map(([manifest, name]) => [name, yaml(manifest)])),
  );
  await makeSecrets(folder);
  await applyInOrder(folder);
  await settled(own, 'redis', ...backends);
});

step('has run its migration before the first pod of the orders, and the import once', async () => {
  const jobs = await get<Objects>(`-n ${own} jobs`);
  const [imported, migrated] = jobs.items.map(({ metadata, status }) => [metadata.name, status.completionTime ?? '']);
  expect([imported?.[0], migrated?.[0]]).toEqual([
    expect.stringMatching(/^api-import-/),
    expect.stringMatching(/^orders-migration-/),
  ]);
  const pods = await get<Objects>(`-n ${own} pods -l app=orders`);
  const first = pods.items.map(({ metadata }) => metadata.creationTimestamp).sort()[0] ?? '';
  expect(first >= (migrated?.[1] ?? 'never')).toBe(true);
  expect(await Promise.all(backends.map((name) => restarts(own, name)))).toEqual([0, 0, 0, 0]);
});

step('connects by the declared ways, and by no other', async () => {
  const ports = { api: 8080, orders: 8080, live: 8080, redis: 6379, 'mongo-catalog': 27017, 'mongo-orders': 27017 };
  // Redis may not ask DNS.
  const addresses = await Promise.all(
    Object.entries(ports).map(async ([app, port]) => [app, `${await podAddress(app)}:${port}`] as const),
  );
  const targets = [...addresses, ['accounts', `${accounts}:5432`] as const];
  const expected = {
    api: ['orders', 'mongo-catalog'],
    orders: ['redis', 'mongo-orders', 'accounts'],
    fulfilment: ['redis', 'mongo-orders'],
    live: ['redis'],
    redis: [],
    controller: ['api', 'live', 'accounts'],
    stranger: ['accounts'],
  };
  const visitors = [
    ...[...backends, 'redis'].map((name) => [name, { namespace: own, pod: `deployment/${name}` }] as const),
    ['controller', { namespace: edge, pod: 'controller' }] as const,
    ['stranger', { namespace: stranger, pod: 'stranger' }] as const,
  ];
  await waitFor('the declared ways', 40, async () => {
    const found = await Promise.all(
      visitors.map(async ([name, visitor]) => {
        // Every pod reaches itself.
        const others = targets.filter(([target]) => target !== name);
        const found = await reached(
          visitor,
          others.map(([, address]) => address),
        );
        return [name, others.flatMap(([target, address]) => (found.includes(address) ? [target] : []))];
      }),
    );
    expect(Object.fromEntries(found)).toEqual(expected);
    return true;
  });
});

step(
  'fulfils every order while the websockets roll out, cuts none of them early, and tells all of all orders',
  async () => {
    const program = readFileSync(join(__dirname, 'fixtures/shop/socket-client.js'), 'utf8');
    const live = `http://live.${own}`;
    const over = '/tmp/over';
    const before = await podNames('live');
    const client = run(
      'kubectl',
      ['-n', edge, 'exec', 'controller', '--', 'node', '-e', program, `http://api.${own}`, live, over],
      {
        seconds: 200,
      },
    );
    await waitFor('an open websocket', 20, async () => {
      const open = await inController('fetch(process.argv[1]).then((answer) => answer.text()).then(console.log)', live);
      return open === '{"sockets":0}' ? undefined : open;
    });
    const columns = 'NAME:.metadata.name,END:.metadata.deletionTimestamp';
    const pods = watch(`-n ${own} get pods -l app=live --no-headers -o custom-columns=${columns}`);
    await kubectl(`-n ${own} rollout restart deployment/live`);
    await settled(own, 'live');
    const lines = (await pods.stop()).map((line) => line.split(/\s+/)).filter(([, end]) => end !== '<none>');
    // The first of each pod: when its containers are gone, the kubelet brings the end forward.
    const ends = Object.fromEntries(lines.reverse()) as Record<string, string>;
    await inController('require("node:fs").writeFileSync(process.argv[1], "")', over);
    const { stdout, stderr } = await client;
    expect(stderr).toBe('');
    const { sent, clients } = JSON.parse(stdout) as {
      readonly sent: readonly string[];
      readonly clients: readonly Client[];
    };
    expect(sent.length).toBeGreaterThan(50);
    for (const { heard } of clients) expect([...heard].sort()).toEqual([...sent].sort());
    const old = clients.flatMap(({ connections }) => connections.filter(({ pod: name }) => before.includes(name)));
    expect(old.map(({ code }) => code)).toEqual(old.map(() => 1001));
    expect(old.length).toBeGreaterThanOrEqual(4);
    // Of the grace period, the kubelet has the last 5 s, and the program leaves 2 s of its own.
    const early = old.filter(({ pod: name, closed = 0 }) => closed < Date.parse(ends[name] ?? '') - 7000);
    expect([Object.keys(ends).sort(), early]).toEqual([before.sort(), []]);
  },
);

step('reports every order as fulfilled, by the CronJob', async () => {
  await kubectl(`-n ${own} create job report --from=cronjob/orders-report`);
  await kubectl(`-n ${own} wait job/report --for=condition=Complete --timeout=60s`, { seconds: 70 });
  expect(await kubectl(`-n ${own} logs job/report`)).toMatch(/^\[{"_id":"fulfilled","count":\d+}\]\n$/);
});

/** The Secrets: those whose values cannot be random, and then `secrets` for all others. */
async function makeSecrets(folder: string): Promise<void> {
  const authority = new CertificateAuthority();
  const { certificate, key } = authority.issue({ names: [`*.mongo-orders.${own}.svc.cluster.local`] });
  const secrets = {
    'mongo-orders-tls': { 'tls.crt': certificate, 'tls.key': key, 'ca.crt': authority.certificate },
    dumps: { AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' },
    'shop-tls': { 'tls.crt': certificate, 'tls.key': key },
    registry: {
      '.dockerconfigjson': JSON.stringify({ auths: { 'registry.example.com': { auth: btoa('shop:none') } } }),
    },
  };
  await applyObjects(
    Object.entries(secrets).map(([name, stringData]) => {
      const type =
        name === 'registry' ? 'kubernetes.io/dockerconfigjson' : name === 'shop-tls' ? 'kubernetes.io/tls' : 'Opaque';
      return { apiVersion: 'v1', kind: 'Secret', type, metadata: { name, namespace: own }, stringData };
    }),
  );
  const terminal = new RecordedTerminal();
  expect([await secretsCommand([folder, '--yes'], terminal), terminal.complaints]).toEqual([0, '']);
}

/** A pod that listens at Postgres' port, and from which the tests connect. */
function pod(namespace: string, name: string): object {
  const command = ['node', '-e', 'require("node:net").createServer((socket) => socket.end()).listen(5432)'];
  const spec = { terminationGracePeriodSeconds: 0, containers: [{ name, image: nodeImage, command }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec };
}

function namespaceOf(name: string): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

async function podNames(app: string): Promise<string[]> {
  const { items } = await get<Objects>(`-n ${own} pods -l app=${app}`);
  return items.map(({ metadata }) => metadata.name);
}

function podAddress(app: string): Promise<string> {
  return kubectl(`-n ${own} get pods -l app=${app} -o jsonpath={.items[0].status.podIP}`);
}

async function inController(script: string, ...args: readonly string[]): Promise<string> {
  return (await succeed('kubectl', ['-n', edge, 'exec', 'controller', '--', 'node', '-e', script, ...args])).trim();
}
