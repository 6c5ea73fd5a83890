import { production } from '../apps/environments';
import { ask, startClient } from './client';
import { withImages } from './environment';
import { story } from './evidence';
import { get, run, waitFor } from './kubectl';
import { inLongRuns } from './tiers';
import { makeSecrets, userAdminIn } from './user-admin';

interface ReplicaSetStatus {
  readonly members: readonly { readonly name: string; readonly state: string }[];
}

const { namespace } = production;
const { applyAgain, badEvents, cleanUp, issueCertificate, letClientIn, masterKey, pods, ready } =
  userAdminIn(namespace);
const folder = withImages('dist/production');
const step = inLongRuns(story(namespace));
let readySince: Date;

afterAll(cleanUp, 300_000);

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
  await letClientIn();
  const answers = await waitFor('an answer of the Service', 60, () => ask({ url }, { url, key }));
  expect(answers.map(({ status }) => status)).toEqual([401, 200]);
});

step('changes nothing when it is applied again, and leaves no difference', async () => {
  expect(await applyAgain(folder)).toBe('');
});

step('has had no refusal, no failed mount and no failed probe since it was ready', async () => {
  expect(await badEvents(readySince)).toEqual([]);
});

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
