import { join } from 'node:path';
import { RecordedTerminal } from '../__tests__/commands/secrets/recorded-terminal';
import { temporaryDirectory, writeText } from '../__tests__/temporary-directory';
import { MongoStatefulSet, SecretRef } from '../lib';
import { statusCommand } from '../lib/commands/status/status-command';
import { cluster } from './cluster';
import { story } from './evidence';
import { finishAll } from './finish-all';
import { applyObjects, backend } from './fixtures/backends';
import { breakages, reported, tainted } from './fixtures/breakages';
import { explainedBreakages } from './fixtures/explained-breakages';
import { folder } from './fixtures/folder';
import { get, kubectl, waitFor } from './kubectl';
import { endNamespace } from './namespaces';
import { skipped } from './tiers';
import { makeSecrets } from './user-admin';

const namespace = 'status-e2e';
const healthy = 'status-ready-e2e';
const step = story(namespace, 120);

const objects = [...breakages(namespace), ...reported(namespace).map((each) => each.object)];
const broken = temporaryDirectory({ 'a.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }) });

const program = folder(healthy, (chart) => {
  const keyfile = new SecretRef(chart, 'keyfile', { name: 'mongo-keyfile', keys: ['keyfile'] });
  const image = process.env['MONGO_IMAGE'];
  new MongoStatefulSet(chart, 'mongo', {
    ...(image !== undefined && { image }),
    members: 1,
    storage: { size: '1Gi' },
    keyfile: keyfile.key('keyfile'),
  });
  backend(chart, 'web');
});

beforeAll(async () => {
  const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
  await applyObjects([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } }]);
  await Promise.all([applyObjects(objects), kubectl(`apply -f ${program}`)]);
  await kubectl(`-n ${namespace} delete configmap missing held --wait=false`);
  for (const { object, condition } of reported(namespace)) {
    if (condition === undefined) continue;
    const type = `${object.kind}.${object.apiVersion.split('/')[0] ?? ''}`;
    const patch = JSON.stringify({ status: { conditions: [condition] } });
    const file = join(temporaryDirectory(), 'patch.json');
    writeText(file, patch);
    await kubectl(
      `-n ${namespace} patch ${type} ${object.metadata.name} --subresource=status --type=merge --patch-file ${file}`,
    );
  }
}, 60_000);

afterAll(async () => {
  await kubectl(`-n ${namespace} patch configmap held --type=merge -p {"metadata":{"finalizers":null}}`);
  await finishAll(endNamespace(namespace), endNamespace(healthy));
});

async function status(...args: readonly string[]) {
  const terminal = new RecordedTerminal();
  const code = await statusCommand(args, terminal);
  return { code, lines: terminal.output.split('\n').slice(1, -1).map(withoutChance), complaints: terminal.complaints };
}

/** A line without what differs from run to run: the ends of pods' names, times and counts. */
function withoutChance(line: string): string {
  return (
    line
      // Kubernetes makes names without vowels.
      .replace(/(?:-[bcdfghj-np-tv-xz\d]{6,10})?-[bcdfghj-np-tv-xz\d]{5}\b/g, '-*')
      .replace(/\d{4}-\d\d-\d\dT[\d:]+Z/, 'TIME')
      .replace(/\d+ restarts?\b/, 'N restarts')
      .replaceAll(broken, 'dist')
      .replaceAll(program, 'dist')
  );
}

const expected = explainedBreakages(namespace);

test('there are thirty-one breakages', () => {
  expect(expected).toHaveLength(31);
});

step('says of each broken application why it is broken, and which command comes next', async () => {
  let last = await status(broken);
  const wrong = (): string[][] => {
    const text = last.lines.map(withRun).join('\n');
    return expected.filter((each) => !text.includes(each.map(withRun).join('\n'))).map((each) => [...each]);
  };
  // Containers that crash are seen between two crashes too, and controllers say some things late.
  await waitFor('all breakages', 100, async () => {
    if (wrong().length > 0) last = await status(broken);
    return wrong().length === 0 ? true : undefined;
  }).catch(() => undefined);
  expect({ missing: wrong(), all: wrong().length === 0 ? [] : last.lines }).toEqual({ missing: [], all: [] });
  expect({ code: last.code, complaints: last.complaints }).toEqual({ code: 2, complaints: '' });
  const ready = last.lines.filter((line) => !/^(?: |broken)/.test(line));
  expect(ready).toEqual([
    `ready       Secret ${namespace}/half`,
    `ready       ConfigMap ${namespace}/half`,
    `ready       ResourceQuota ${namespace}/gpus`,
    `ready       Deployment ${namespace}/healthy   1 of 1 pods ready`,
    `progressing Gateway ${namespace}/no-controller`,
  ]);
});

const taintStep = cluster === '' ? skipped('needs CLUSTER') : step;

taintStep('names the taint that keeps a pod from the only node that it may have', async () => {
  const { items } = await get<{ items: { metadata: { name: string } }[] }>('nodes');
  const node = items.at(-1)?.metadata.name ?? '';
  const one = tainted(namespace, node);
  await kubectl(`taint node ${node} status-e2e/held=yes:NoSchedule`);
  try {
    await applyObjects([one]);
    const seen = await waitFor('the scheduler', 30, async () => {
      const { lines } = await status(temporaryDirectory({ 'a.json': JSON.stringify(one) }));
      return lines.some((line) => line.includes('no node takes it')) ? lines : undefined;
    });
    expect(seen.slice(0, 3)).toEqual([
      `broken      Deployment ${namespace}/tainted   [----------] 0 of 1 pods ready`,
      '              pod tainted-*: no node takes it: 1 node: a taint that it does not tolerate, status-e2e/held=yes:NoSchedule',
      "              next: kubectl get nodes --output 'custom-columns=NAME:.metadata.name,TAINTS:.spec.taints'",
    ]);
  } finally {
    await kubectl(`taint node ${node} status-e2e/held-`);
  }
});

/** A line without which run of a container has ended, which changes while one is looked at. */
function withRun(line: string): string {
  return line.replace(' --previous', '');
}

step('waits no longer than it has to where something is definitely broken', async () => {
  const start = Date.now();
  const { code, complaints } = await status(broken, '--wait', '5m');
  expect({ code, isLate: complaints.includes('within'), isQuick: Date.now() - start < 40_000 }).toEqual({
    code: 2,
    isLate: false,
    isQuick: true,
  });
});

step('says what an account may not read, and reads the rest', async () => {
  const rule = { apiGroups: ['apps', ''], resources: ['deployments', 'pods'], verbs: ['get', 'list'] };
  const reader = { apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name: 'reader', namespace } };
  const subject = { kind: 'ServiceAccount', name: 'reader', namespace };
  await applyObjects([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'reader', namespace } },
    { ...reader, kind: 'Role', rules: [rule] },
    {
      ...reader,
      kind: 'RoleBinding',
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
      subjects: [subject],
    },
  ]);
  const token = (await kubectl(`-n ${namespace} create token reader`)).trim();
  const config = JSON.parse(await kubectl('config view --raw --minify -o json')) as Record<string, unknown>;
  const file = join(temporaryDirectory(), 'kubeconfig.json');
  writeText(
    file,
    JSON.stringify({
      ...config,
      users: [{ name: 'reader', user: { token } }],
      contexts: [
        { name: 'reader', context: { cluster: (config['clusters'] as { name: string }[])[0]?.name, user: 'reader' } },
      ],
      'current-context': 'reader',
    }),
  );
  const before = process.env['KUBECONFIG'];
  process.env['KUBECONFIG'] = file;
  try {
    const { code, lines: all, complaints } = await status(broken);
    expect(code).toBe(3);
    expect(all).toContain(`ready       Deployment ${namespace}/healthy   1 of 1 pods ready`);
    expect(all.join('\n')).toContain(expected[6]?.join('\n'));
    expect(all).toContain(`unread      ConfigMap ${namespace}/half`);
    expect(complaints).toContain('cannot list resource "secrets" in API group "" in the namespace "status-e2e"');
  } finally {
    process.env['KUBECONFIG'] = before;
  }
});

step('an application is ready once what was said to be missing is there', async () => {
  const { code, lines: before } = await status(program);
  expect(code).toBe(2);
  expect(before.join('\n')).toContain(`broken      StatefulSet ${healthy}/mongo   [----------] 0 of 1 pods ready
              pod mongo-0: volume keyfile: the Secret mongo-keyfile does not exist
              next: npx cdk8s-backend secrets dist`);
  await makeSecrets(program);
  const after = await status(program, '--wait', '100s');
  expect({ code: after.code, wrong: after.lines.filter((line) => !line.startsWith('ready')) }).toEqual({
    code: 0,
    wrong: [],
  });
  expect(after.lines).toContain(`ready       StatefulSet ${healthy}/mongo   1 of 1 pods ready`);
});

step('names what the folder does not have any more', async () => {
  const labels = { 'app.kubernetes.io/managed-by': 'cdk8s-backend' };
  await applyObjects([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'old', namespace: healthy, labels } }]);
  const { code, lines: all } = await status(program);
  expect({ code, left: all.slice(all.findIndex((line) => line.startsWith('left'))) }).toEqual({
    code: 0,
    left: [
      `left        ConfigMap ${healthy}/old`,
      '              dist does not have it, if no other folder has it',
      `              next: kubectl delete configmap old --namespace ${healthy}`,
    ],
  });
});
