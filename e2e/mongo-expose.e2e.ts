import { CertificateAuthority } from '../__tests__/certificate-authority';
import { MongoExposure } from '../lib';
import { topologyAnnotation } from '../lib/mongo/agent/contract';
import { story } from './evidence';
import { get, waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { MongoSet, MongoSetProps } from './mongo-set';
import { podOf, Writer } from './mongo-writer';
import { OutsideWriter } from './outside-writer';
import { inLongRuns, longStory } from './tiers';

const authority = new CertificateAuthority();

// The test cluster's load balancers lead to one node, whichever the member is on.
const balanced: MongoExposure = {
  type: 'LoadBalancer',
  externalTrafficPolicy: 'Cluster',
  hosts: (ordinal) => `mongo-${ordinal}.example.com`,
};
const renamed: MongoExposure = { ...balanced, hosts: (ordinal) => `db-${ordinal}.example.com` };
const nodePorts: MongoExposure = { type: 'NodePort', hosts: (ordinal) => `nodes.example.com:${32017 + ordinal}` };
const props = (members: 1 | 3, expose?: MongoExposure): MongoSetProps => ({ members, tls: 'require', expose });

// The commands of docs/mongo-operations.md, in a namespace of its own.
const documented = documentedBlocks('Open a way in from outside, and close it').map((block) =>
  block.replaceAll('-n shop', '-n mongo-expose'),
);

interface Node {
  readonly status: { readonly addresses: readonly { readonly type: string; readonly address: string }[] };
}

const set = new MongoSet('mongo-expose', props(1, balanced));
const outside = new OutsideWriter(set, authority.certificate);

longStory('a set that clients outside of the cluster write to', tell);

function tell(): void {
  const step = story(set.namespace);
  let inside: Writer;

  afterAll(async () => {
    outside.end();
    await set.delete();
  }, 300_000);

  step('takes the writes of a driver that knows it by its load balancers', async () => {
    await set.makeSecrets();
    await writeCertificate();
    await set.apply();
    await Promise.all([named(hostsOf(balanced, 1)), outside.resolve(1)]);
    const env = { AUTHORITY: authority.certificate };
    const starting = Writer.start({ namespace: set.namespace, image: set.image, hosts: set.hosts(1), env });
    await outside.write(hostsOf(balanced, 1));
    expect(await outside.hosts()).toEqual(hostsOf(balanced, 1));
    inside = await starting;
  });

  step(
    'tells members that are added to clients outside by their names there, and to those inside by their own',
    async () => {
      set.change(props(3, balanced));
      await set.apply();
      await outside.resolve(3);
      await named(hostsOf(balanced));
      await told(outside, hostsOf(balanced));
      await told(inside, set.hosts(3));
      expect(await new Console().type(documented[0] ?? '')).toContain('"kind":"set horizons"');
    },
  );

  step('loses no write from outside when the primary is killed', async () => {
    const primary = await primaryHost(inside);
    await outside.mark();
    await set.kubectl(`delete pod ${podOf(primary)} --grace-period=0 --force`);
    await waitFor('another primary', 30, async () => (await primaryHost(inside)) !== primary || undefined);
    await goesOn(outside);
  });

  inLongRuns(step)('waits with a member that the program has no name for', async () => {
    await ready(3);
    await set.kubectl('scale statefulset mongo --replicas=4');
    await waitFor('the agent to name what it waits for', 60, async () => {
      const statuses = await Promise.all([0, 1, 2].map((ordinal) => set.agentStatus(ordinal)));
      const reasons = statuses.flatMap(({ action }) => (action?.kind === 'wait' ? action.reasons : []));
      const message = 'member 3 to have a host outside of the cluster, as the others have';
      return reasons.some((reason) => reason.message === message) || undefined;
    });
    await set.kubectl('scale statefulset mongo --replicas=3');
    await ready(3);
    await goesOn(outside);
  });

  inLongRuns(step)(
    'cuts off clients outside that know it by former names, until they start with the new ones',
    async () => {
      const addresses = Object.values(await outside.resolve(3));
      const all = [balanced, renamed].flatMap(({ hosts }) =>
        addresses.map((address, at) => [hosts(at), address] as const),
      );
      outside.resolveTo(Object.fromEntries<string>(all));
      await become(props(3, renamed));
      await named(hostsOf(renamed));
      await expect(outside.hosts()).rejects.toThrow(/mongo-\d\.mongo\..* has no address/);
      await outside.startAgain(hostsOf(renamed));
      await goesOn(outside);
    },
  );

  inLongRuns(step)('goes over to ports of the nodes, by which clients start again', async () => {
    const [node] = (await get<{ items: readonly Node[] }>('nodes')).items;
    const address = node?.status.addresses.find(({ type }) => type === 'InternalIP')?.address ?? '';
    outside.resolveTo({ 'nodes.example.com': address });
    await become(props(3, nodePorts));
    await named(hostsOf(nodePorts));
    await outside.startAgain(hostsOf(nodePorts));
    await told(outside, hostsOf(nodePorts));
    await goesOn(outside);
  });

  inLongRuns(step)('takes members away under writes from outside', async () => {
    await become(props(1, nodePorts));
    await waitFor('clients outside to be told of one member', 90, async () => {
      return (await outside.hosts()).length === 1 || undefined;
    });
    await ready(1);
    await goesOn(outside);
    await become(props(3, nodePorts));
    await ready(3);
    await goesOn(outside);
  });

  step('is inside alone again, which clients there do not notice', async () => {
    await inside.mark();
    await become(props(3));
    await named([]);
    await goesOn(inside);
    expect((await inside.figures()).failures).toEqual({});
    await new Console().type(documented[1] ?? '');
    expect(await set.kubectl('get services -o name')).not.toContain('outside');
  });
}

/** Applies another program, and has the primary's agent read it at once. */
async function become(other: MongoSetProps): Promise<void> {
  set.change(other);
  await set.apply();
  const statefulSet = set.manifests.find(({ kind }) => kind === 'StatefulSet');
  const revision = statefulSet?.metadata.annotations?.[topologyAnnotation];
  await waitFor('the agent of the primary to read the new program', 90, async () => {
    await set.renewFiles();
    const statuses = await Promise.all((await set.pods()).map((_, ordinal) => set.agentStatus(ordinal)));
    return statuses.some(({ topology }) => topology?.desired.revision === revision) || undefined;
  });
}

/** Waits until every member has its host outside, or none has one, and is the primary or a secondary. */
async function named(hosts: readonly string[]): Promise<void> {
  await waitFor(`the hosts outside ${hosts.join(', ')}`, 180, async () => {
    const { members } = await primaryStatus();
    const found = members.map(({ outside: host }) => host);
    const isWhole = members.every(({ state }) => ['PRIMARY', 'SECONDARY'].includes(state));
    if (
      isWhole &&
      found
        .filter((host) => host !== undefined)
        .sort()
        .join() === hosts.join()
    )
      return true;
    throw new Error(JSON.stringify(members));
  });
}

/** Waits until the driver of a writer knows these members. */
async function told(writer: Writer, hosts: readonly string[]): Promise<void> {
  await waitFor(`a driver to know of ${hosts.join(', ')}`, 30, async () => {
    const known = [...(await writer.hosts())].sort();
    if (known.join() === hosts.join()) return true;
    throw new Error(known.join());
  });
}

/** What the agent of the primary reports. */
async function primaryStatus(): Promise<Awaited<ReturnType<MongoSet['agentStatus']>>> {
  const all = await Promise.allSettled((await set.pods()).map((_, ordinal) => set.agentStatus(ordinal)));
  const primary = all.find((each) => each.status === 'fulfilled' && each.value.state === 'primary');
  if (primary?.status !== 'fulfilled') throw new Error('no agent reports a primary');
  return primary.value;
}

async function primaryHost(writer: Writer): Promise<string> {
  return waitFor('a primary', 30, async () => {
    const views = await writer.members(set.hosts(3));
    const primary = views.find(({ state }) => state === 'PRIMARY');
    if (primary === undefined) throw new Error(JSON.stringify(views));
    return primary.host;
  });
}

/** The hosts and ports of members outside. */
function hostsOf({ hosts }: MongoExposure, count = 3): string[] {
  const all = Array.from({ length: count }, (_, ordinal) => hosts(ordinal));
  return all.map((host) => (host.includes(':') ? host : `${host}:27017`));
}

function ready(count: number): Promise<number> {
  return waitFor(`${count} ready members`, 180, async () =>
    (await set.settledReplicas()) === count ? count : undefined,
  );
}

/** Waits until a writer goes on, and expects that it lost nothing. */
async function goesOn(writer: Writer): Promise<void> {
  const { acknowledged: before, gap, failures } = await writer.figures();
  await waitFor('the writer to go on', 30, async () => {
    const { acknowledged } = await writer.figures();
    if (acknowledged > before + 10) return true;
    throw new Error(writer instanceof OutsideWriter ? writer.log : `${acknowledged} acknowledged`);
  });
  console.log(JSON.stringify({ test: expect.getState().currentTestName, gap, failures }));
  expect(await writer.lost()).toBe(0);
}

function writeCertificate(): Promise<void> {
  const { certificate, key } = authority.issue({
    names: [`*.mongo.${set.namespace}.svc.cluster.local`, '*.example.com'],
  });
  return set.writeSecret('mongo-tls', { 'tls.crt': certificate, 'tls.key': key, 'ca.crt': authority.certificate });
}
