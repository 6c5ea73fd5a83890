import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { development } from '../apps/environments';
import { ask, startClient } from './client';
import { withImages } from './environment';
import { story } from './evidence';
import { nodeImage } from './fixtures/backends';
import { kubectl, run, waitFor } from './kubectl';
import { emails, makeSecrets, userAdminIn } from './user-admin';

const { namespace } = development;
const { applyAgain, askEveryPod, badEvents, cleanUp, masterKey, pods, publicUrl, ready } = userAdminIn(namespace);
const folder = withImages('dist');
const step = story(namespace);
let url: string;
let key: string;
let readySince: Date;

afterAll(cleanUp, 300_000);

step('makes the secrets once, and finds them the second time', async () => {
  await startClient();
  expect(await makeSecrets(folder)).toContain('created');
  expect(await makeSecrets(folder)).not.toContain('created');
});

step('is applied whole the first time, on an empty cluster', async () => {
  const { code, stderr } = await run('kubectl', ['apply', '-f', folder]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await ready();
  readySince = new Date();
});

step('answers through the load balancer: 401 without the key, 200 with it', async () => {
  url = `${await publicUrl()}/api/user`;
  key = await masterKey();
  const answers = await waitFor('an answer through the load balancer', 60, () =>
    ask({ url }, { url, key: 'wrong' }, { url, key }),
  );
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 200]);
});

step('shows a user made through one pod through every pod', async () => {
  const [created] = await ask({
    url,
    key,
    post: { name: 'grace', email: 'grace@example.com', password: 'a-long-test-password' },
  });
  expect(created?.status).toBe(201);
  const answers = await askEveryPod(key);
  expect(new Set(answers.map(({ pod }) => pod)).size).toBe(2);
  for (const answer of answers) expect(emails(answer)).toContain('grace@example.com');
});

step(
  'lets a pod without a policy of its own connect to nothing, not even to the backend that everybody may ask',
  async () => {
    const [backend] = await pods('user-admin-backend');
    expect(await strangerReaches(backend?.status.podIP ?? '', 8080)).toBe('timeout');
  },
);

step('keeps the users while it is scaled to 3, to 0 and back to 3', async () => {
  for (const replicas of [3, 0, 3]) {
    await kubectl(`-n ${namespace} scale deployment/user-admin-backend --replicas=${replicas}`);
    await ready();
    await waitFor(`${replicas} pods and no other`, 90, async () =>
      (await pods('user-admin-backend')).length === replicas ? true : undefined,
    );
  }
  const answers = await askEveryPod(key);
  expect(answers).toHaveLength(3);
  for (const answer of answers) expect(emails(answer)).toContain('grace@example.com');
});

step('changes nothing when it is applied again, and leaves no difference', async () => {
  await kubectl(`-n ${namespace} scale deployment/user-admin-backend --replicas=2`);
  await ready();
  expect(await applyAgain(folder)).toBe('');
});

step('has had no refusal, no failed mount and no failed probe since it was ready', async () => {
  expect(await badEvents(readySince)).toEqual([]);
});

step('is deleted in the documented order, and leaves nothing but the volumes', async () => {
  await kubectl(`-n ${namespace} delete service user-admin-backend --timeout=60s`);
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && !file.startsWith('00-'));
  for (const file of files.reverse())
    await kubectl(`delete -f ${join(folder, file)} --ignore-not-found --timeout=120s`);
  await waitFor('the pods to end', 90, async () => ((await podNames()).length === 0 ? true : undefined));
  const left = await kubectl(
    `-n ${namespace} get deployments,statefulsets,services,pods,serviceaccounts,networkpolicies,roles,rolebindings,poddisruptionbudgets,persistentvolumeclaims -o name`,
  );
  expect(left.trim().split('\n').sort()).toEqual(['persistentvolumeclaim/data-mongo-0', 'serviceaccount/default']);
});

step('has its data back when it is applied again', async () => {
  await kubectl(`apply -f ${folder}`);
  await ready();
  const [answer] = await askEveryPod(key);
  expect(emails(answer)).toContain('grace@example.com');
});

/**
 * The answer that a pod of the namespace gets which is no construct's: `timeout`, an error's code, or `connected` if it still is after 20 s,
 * for the cluster does not know a new pod at once.
 */
async function strangerReaches(host: string, port: number): Promise<string> {
  const program = `
    const end = (result) => { console.log(result); process.exit(); };
    const attempt = (left) => {
      const socket = require('node:net').connect({ host: '${host}', port: ${port}, timeout: 3000 }, () => {
        socket.destroy();
        if (left === 0) end('connected');
        setTimeout(attempt, 1000, left - 1);
      });
      socket.on('timeout', () => end('timeout')).on('error', ({ code }) => end(code));
    };
    attempt(20);`;
  const securityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    runAsUser: 10001,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const container = { name: 'stranger', image: nodeImage, command: ['node', '-e', program], securityContext };
  const spec = { restartPolicy: 'Never', containers: [container] };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'stranger', namespace }, spec };
  await kubectl('apply -f -', { input: JSON.stringify(pod) });
  await kubectl(`-n ${namespace} wait --for=jsonpath={.status.phase}=Succeeded pod/stranger --timeout=60s`);
  const answer = await kubectl(`-n ${namespace} logs stranger`);
  await kubectl(`-n ${namespace} delete pod stranger --wait=false`);
  return answer.trim();
}

async function podNames(): Promise<string[]> {
  return (await kubectl(`-n ${namespace} get pods -o name`)).split('\n').filter((name) => name !== '');
}
