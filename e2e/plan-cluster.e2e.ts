import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { RecordedTerminal } from '../__tests__/commands/secrets/recorded-terminal';
import { temporaryDirectory, writeText } from '../__tests__/temporary-directory';
import { BackendService, MongoStatefulSet, SecretRef } from '../lib';
import { planCommand } from '../lib/commands/plan/plan-command';
import { story } from './evidence';
import { folder } from './fixtures/folder';
import { kubectl } from './kubectl';
import { endNamespace } from './namespaces';
import { inLongRuns } from './tiers';

const namespace = 'plan-cluster-e2e';
const step = story(namespace, 60);

interface Change {
  readonly action: string;
  readonly kind: string;
  readonly name: string;
  readonly effects: readonly { readonly effect: string; readonly message: string }[];
  readonly fields: readonly { readonly path: string; readonly drift?: string }[];
}

afterAll(() => endNamespace(namespace));

const program = folder(namespace, (chart) => {
  new BackendService(chart, 'web', { image: 'docker.io/demo/none:1', port: 8080, replicas: { min: 1, max: 3 } });
  const keyfile = new SecretRef(chart, 'keyfile', { name: 'mongo-keyfile', keys: ['keyfile'] });
  new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile: keyfile.key('keyfile') });
});

/** The program with other files beside its own. */
function withFiles(files: Readonly<Record<string, object>>): string {
  const copy = temporaryDirectory();
  cpSync(program, copy, { recursive: true });
  for (const [name, object] of Object.entries(files)) writeText(join(copy, name), JSON.stringify(object));
  return copy;
}

const settings = (data: Readonly<Record<string, string>>, name = 'settings') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});

async function plan(...args: readonly string[]) {
  const terminal = new RecordedTerminal();
  const code = await planCommand(['--cluster', ...args, '--format', 'json'], terminal);
  if (terminal.complaints !== '') throw new Error(terminal.complaints);
  const { environments } = JSON.parse(terminal.output) as {
    environments: { changes: Change[]; drift?: { path: string; manager: string }[] }[];
  };
  return { code, changes: environments.flatMap(({ changes }) => changes), drift: environments[0]?.drift };
}

step('all that the cluster does not have is new, with its namespace', async () => {
  const { code, changes } = await plan(program);
  expect({ code, actions: [...new Set(changes.map(({ action }) => action))] }).toEqual({ code: 1, actions: ['added'] });
});

step('nothing changes once it is applied: not by defaults, nor by what controllers write', async () => {
  await kubectl(`apply -f ${program}`);
  await kubectl(`-n ${namespace} wait deployment/web --for=jsonpath={.status.observedGeneration}=1 --timeout=20s`);
  expect(await plan(program)).toEqual({ code: 0, changes: [], drift: undefined });
});

step('a change, drift and a refusal are told apart, and what is left is removed', async () => {
  const before = withFiles({ 'a.json': settings({ a: '1', b: '1' }), 'b.json': settings({}, 'gone') });
  await kubectl(`apply -f ${before}`);
  await kubectl(`-n ${namespace} patch configmap settings -p {"data":{"b":"2","c":"3"}}`);
  const refused = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'bad', namespace }, spec: { ports: [] } };
  const after = withFiles({ 'a.json': settings({ a: '2', b: '1' }), 'c.json': refused });
  const { code, changes, drift } = await plan(before, after);
  expect(code).toBe(2);
  expect(changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`)).toEqual([
    'added Service bad',
    'changed ConfigMap settings',
    'removed ConfigMap gone',
  ]);
  expect(changes[0]?.effects).toMatchObject([
    { effect: 'refused-by-the-api-server', message: expect.stringContaining('spec.ports: Required value') as string },
  ]);
  expect(changes[1]?.fields).toMatchObject([{ path: 'data.a' }, { path: 'data.b', drift: 'kubectl-patch' }]);
  expect(drift).toMatchObject([{ path: 'data.c', manager: 'kubectl-patch' }]);
});

inLongRuns(step)('the same holds for what the API server applies', async () => {
  await kubectl(`apply --server-side --force-conflicts --field-manager=agent -f ${program}`);
  expect(await plan(program)).toMatchObject({ code: 0, changes: [] });
  const { changes } = await plan(withFiles({ 'a.json': settings({ a: '3' }) }));
  expect(changes.map(({ action, name }) => `${action} ${name}`)).toEqual(['changed settings']);
});
