import { planCommand } from '../../../lib/commands/plan/plan-command';
import { temporaryDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { object } from '../../manifests';
import { withCluster } from './stub-cluster';

const settings = (a: string, name = 'web') => object('ConfigMap', { data: { a } }, { name });
const folder = (...objects: readonly object[]) =>
  temporaryDirectory({ 'all.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }) });

async function run(cluster: Parameters<typeof withCluster>[0], ...args: readonly string[]) {
  const terminal = new RecordedTerminal();
  const { result: code, calls } = await withCluster(cluster, () => planCommand(['--cluster', ...args], terminal));
  return { code, output: terminal.output, complaints: terminal.complaints, calls };
}

test('compares a folder with the cluster of the current context', async () => {
  const path = folder(settings('2'), settings('1', 'new'));
  expect(await run({ live: { 'ConfigMap web': settings('1') } }, path)).toMatchObject({
    code: 1,
    output: `context kind-dev → ${path}\n  ~ ConfigMap shop/web\n      data.a: "1" → "2"\n  + ConfigMap shop/new\n  1 added, 1 changed\n`,
    complaints: '',
  });
});

test('ends with 0 if the cluster has it all, and with 2 if the API server refuses something', async () => {
  const path = folder(settings('1'));
  expect((await run({ live: { 'ConfigMap web': settings('1') } }, path)).code).toBe(0);
  expect((await run({ live: {}, complaints: { 'apply ConfigMap web': 'error: no' } }, path)).code).toBe(2);
});

test('removes what the earlier folder has, the later has not, and the cluster has', async () => {
  const before = folder(settings('1'), settings('1', 'old'), settings('1', 'gone'));
  const after = folder(settings('1'));
  const live = { 'ConfigMap web': settings('1'), 'ConfigMap old': settings('1', 'old') };
  expect((await run({ live }, before, after)).output).toContain('  - ConfigMap shop/old\n  1 removed\n');
  expect((await run({ live }, after)).output).toContain('no change');
});

test('removes nothing that may be in a file that cannot be read, and ends with 3', async () => {
  const after = temporaryDirectory({ 'a.json': JSON.stringify(settings('1')), 'b.yaml': 'b: [' });
  const live = { 'ConfigMap web': settings('1'), 'ConfigMap old': settings('1', 'old') };
  const { code, output } = await run({ live }, folder(settings('1', 'old')), after);
  expect({ code, output }).toEqual({
    code: 3,
    output: `context kind-dev → ${after}\n  no change\n  1 object not compared\n`,
  });
});

test('compares each of the folders below with --recursive, and removes nothing that moves between them', async () => {
  const one = temporaryDirectory({
    'a/x.json': JSON.stringify(settings('1')),
    'b/y.json': JSON.stringify(settings('1', 'b')),
  });
  const other = temporaryDirectory({
    'a/x.json': JSON.stringify(settings('1', 'b')),
    'c/z.json': JSON.stringify(settings('2')),
  });
  const live = { 'ConfigMap web': settings('1'), 'ConfigMap b': settings('1', 'b') };
  expect((await run({ live }, one, other, '-R')).output).toBe(
    `context kind-dev → ${other}/c\n  ~ ConfigMap shop/web\n      data.a: "1" → "2"\n  1 changed\n`,
  );
});

test('compares what it may, and ends with 3', async () => {
  const complaint = 'Error from server (Forbidden): secrets "s" is forbidden: User "a" cannot get resource "secrets"';
  const { code, output, complaints } = await run(
    { live: {}, complaints: { 'get Secret s': complaint } },
    folder(settings('1'), object('Secret', {}, { name: 's' })),
  );
  expect(code).toBe(3);
  expect(output).toContain('  + ConfigMap shop/web\n  1 added\n');
  expect(complaints).toBe(
    '1 finding:\n[Secret shop/s] kubectl cannot be compared, Error from server (Forbidden); see whether you may get and patch it: kubectl auth can-i --list\n',
  );
});

test('ends with 3 if the cluster does not answer', async () => {
  const outage = 'Unable to connect to the server: EOF';
  expect(await run({ live: {}, outage }, folder(settings('1')))).toMatchObject({ code: 3, output: '' });
});

test('asks the cluster of another context', async () => {
  const { calls } = await run({ live: {} }, folder(settings('1')), '--context', 'other');
  expect(calls[0]).toBe('config view --minify --output json --context other');
});

test('refuses a context without a cluster', async () => {
  const terminal = new RecordedTerminal();
  expect(await planCommand(['--context', 'dev'], terminal)).toBe(64);
  expect(terminal.complaints).toBe('cdk8s-backend plan: --context is for --cluster; write both, or leave it out\n');
});

test('ends with 3 without kubectl', async () => {
  const path = process.env['PATH'];
  const terminal = new RecordedTerminal();
  process.env['PATH'] = temporaryDirectory();
  try {
    expect(await planCommand(['--cluster', folder(settings('1'))], terminal)).toBe(3);
    expect(terminal.complaints).toBe(
      '1 finding:\n[kubectl] cannot be run, ENOENT; install it and put it on the PATH\n',
    );
  } finally {
    process.env['PATH'] = path;
  }
});
