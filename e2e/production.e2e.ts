import { production } from '../apps/environments';
import { ask, startClient } from './client';
import { cluster } from './cluster';
import { withImages } from './environment';
import { story } from './evidence';
import { finishAll } from './finish-all';
import { get, kubectl, run, waitFor } from './kubectl';
import { failuresOf, loadNamespace, printRows, startLoadPod, stopLoadPod, underLoad } from './load';
import { killProcesses } from './mongo-processes';
import { inLongRuns, skipped } from './tiers';
import { makeSecrets, userAdminIn } from './user-admin';

interface ReplicaSetStatus {
  readonly state: string;
  readonly members: readonly { readonly name: string; readonly state: string }[];
}

const { namespace } = production;
const { applyAgain, badEvents, cleanUp, issueCertificate, letIn, masterKey, pods, ready } = userAdminIn(namespace);
const folder = withImages('dist/production');
const step = inLongRuns(story(namespace));
let readySince: Date;

afterAll(() => finishAll(stopLoadPod(), cleanUp()), 300_000);

step('is applied whole the first time, on an empty cluster', async () => {
  await startClient();
  await makeSecrets(folder);
  await issueCertificate();
  const { code, stderr } = await run('kubectl', ['apply', '-f', folder]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await ready();
  readySince = new Date();
});

step('has one primary and two secondaries of one replica set, each in a zone of its own', async () => {
  const members = await pods('mongo');
  const statuses = await Promise.all(members.map(({ metadata }) => agentStatus(metadata.name)));
  const states = new Set(
    statuses.map(({ members: seen }) =>
      seen
        .map(({ state }) => state)
        .sort()
        .join(', '),
    ),
  );
  expect([...states]).toEqual(['PRIMARY, SECONDARY, SECONDARY']);
  expect(await zones(members.map(({ spec }) => spec.nodeName))).toHaveLength(3);
});

step('spreads the backend over the nodes', async () => {
  const backends = await pods('user-admin-backend');
  expect(backends).toHaveLength(3);
  expect(new Set(backends.map(({ spec }) => spec.nodeName)).size).toBe(3);
});

step('answers 401 without the key, 200 with it', async () => {
  const url = `http://user-admin-backend.${namespace}/api/user`;
  const key = await masterKey();
  await letIn();
  const answers = await waitFor('an answer of the Service', 60, () => ask({ url }, { url, key }));
  expect(answers.map(({ status }) => status)).toEqual([401, 200]);
});

step('changes nothing when it is applied again, and leaves no difference', async () => {
  expect(await applyAgain(folder)).toBe('');
});

step('has had no refusal, no failed mount and no failed probe since it was ready', async () => {
  expect(await badEvents(readySince)).toEqual([]);
});

const whileKilling = cluster === '' ? skipped('needs power over the nodes: set CLUSTER') : step;

whileKilling('answers every request while its primary is killed, and while it is deleted', async () => {
  await Promise.all([startLoadPod(), letIn(loadNamespace)]);
  const url = `http://user-admin-backend.${namespace}/api/user`;
  // Longer than the backend waits for the next primary.
  const common = { url, key: await masterKey(), connections: 10, timeoutSeconds: 20 };
  const body = JSON.stringify({ name: '{n}', email: '{n}@example.com', password: 'a-long-test-password' });
  const loads = [
    { ...common, name: 'reads', perSecond: 15 },
    // Each hashes a password, for a quarter of a second of a core.
    { ...common, name: 'writes', perSecond: 1, body },
  ];
  const results = await underLoad(loads, async () => {
    for (let round = 0; round < 3; round += 1) {
      await loses(({ uid }) => Promise.resolve(killProcesses(uid, 'mongod')));
      await loses(({ name }) => kubectl(`-n ${namespace} delete pod ${name} --grace-period=0 --force`));
    }
  });
  printRows('primary killed, and deleted', results);
  expect(failuresOf(results)).toEqual([]);
  expect(Object.values(results).every(({ requests }) => requests > 20)).toBe(true);
});

/** Takes the primary of a whole set away, and waits until there is another one. */
async function loses(
  take: (primary: { readonly name: string; readonly uid: string }) => Promise<unknown>,
): Promise<void> {
  const before = await waitFor('a primary with two secondaries', 60, () => primary(2));
  await take(before);
  const start = Date.now();
  const { name } = await waitFor('another primary', 60, async () => {
    const next = await primary(1);
    return next?.name === before.name ? undefined : next;
  });
  console.log(`${before.name} was lost, and ${name} is the primary after ${(Date.now() - start) / 1000} s`);
}

/** The pod of the primary, if it sees so many secondaries. */
async function primary(secondaries: number): Promise<{ readonly name: string; readonly uid: string } | undefined> {
  const members = await pods('mongo');
  const statuses = await Promise.all(members.map(({ metadata }) => agentStatus(metadata.name).catch(() => undefined)));
  const at = statuses.findIndex((status) => status?.state === 'primary');
  const seen = statuses[at]?.members.filter(({ state }) => state === 'SECONDARY') ?? [];
  return seen.length >= secondaries ? members[at]?.metadata : undefined;
}

/** What the agent beside a member reports, asked from inside its pod, for nobody else may connect to it. */
async function agentStatus(pod: string): Promise<ReplicaSetStatus> {
  const request = 'exec 3<>/dev/tcp/127.0.0.1/27027; printf "GET /status HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3';
  const { stdout, stderr } = await run('kubectl', [
    '-n',
    namespace,
    'exec',
    pod,
    '-c',
    'agent',
    '--',
    'bash',
    '-c',
    request,
  ]);
  const [, body = ''] = stdout.split('\r\n\r\n');
  if (body === '') throw new Error(`no status from the agent of ${pod}: ${stdout}${stderr}`);
  return JSON.parse(body) as ReplicaSetStatus;
}

async function zones(nodeNames: readonly string[]): Promise<string[]> {
  const { items } = await get<{ items: { metadata: { name: string; labels: Record<string, string> } }[] }>('nodes');
  const names = items
    .filter(({ metadata }) => nodeNames.includes(metadata.name))
    .map(({ metadata }) => metadata.labels['topology.kubernetes.io/zone'] ?? metadata.name);
  return [...new Set(names)];
}
