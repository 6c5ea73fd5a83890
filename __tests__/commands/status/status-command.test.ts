import { statusCommand } from '../../../lib/commands/status/status-command';
import { object } from '../../status/played-view';
import { temporaryDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { answeringKubectl, Answers } from './status-kubectl';

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
const folder = temporaryDirectory({ 'a.yaml': config });
const live = { output: { kind: 'List', items: [object('v1', 'ConfigMap', 'a')] } };

async function run(answers: Answers, ...args: readonly string[]) {
  answeringKubectl(temporaryDirectory(), answers);
  const terminal = new RecordedTerminal();
  const code = await statusCommand(args, terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}

test('says that everything is ready, of objects without a namespace in that of the context', async () => {
  expect(await run({ 'get configmap': live }, folder)).toEqual({
    code: 0,
    output: `context kind-dev, ${folder}: 1 ready\nready       ConfigMap shop/a\n`,
    complaints: '',
  });
});

test('ends with 2 if something is broken, and with 3 if it may not be read', async () => {
  expect(await run({}, folder)).toEqual({
    code: 2,
    output: `context kind-dev, ${folder}: 1 broken
broken      ConfigMap shop/a
              is not in the cluster
              next: kubectl apply --filename ${folder}
`,
    complaints: '',
  });
  expect(await run({ 'get configmap': { complaint: 'Error from server (Forbidden): no' } }, folder)).toEqual({
    code: 3,
    output: `context kind-dev, ${folder}: 1 unread
unread      ConfigMap shop/a
              may not be read
              next: kubectl auth can-i --list --namespace shop
`,
    complaints: 'kubectl: Error from server (Forbidden): no\n',
  });
});

test('ends with 1 if something progresses', async () => {
  const claim = temporaryDirectory({ 'a.yaml': config.replace('ConfigMap', 'PersistentVolumeClaim') });
  const pending = object('v1', 'PersistentVolumeClaim', 'a', {
    spec: { storageClassName: '' },
    status: { phase: 'Pending' },
  });
  const { code, output } = await run(
    { 'get persistentvolumeclaim': { output: { kind: 'List', items: [pending] } } },
    claim,
  );
  expect([code, output.split('\n')[1]]).toEqual([1, 'progressing PersistentVolumeClaim shop/a']);
});

test('waits until everything is ready, and says what changes', async () => {
  expect(await run({ 'get configmap': live }, folder, '--wait', '5m')).toEqual({
    code: 0,
    output: `context kind-dev, ${folder}: 1 ready\nready       ConfigMap shop/a\n`,
    complaints: 'ready       ConfigMap shop/a\n',
  });
});

test('says that the time is over', async () => {
  expect((await run({}, folder, '--wait', '1s')).complaints).toBe(
    'broken      ConfigMap shop/a: is not in the cluster\nnot everything was ready within 1s\n',
  );
});

test('draws again while it waits', async () => {
  const { output, complaints } = await run({ 'get configmap': live }, folder, '--watch', '--wait', '1m');
  expect([output, complaints]).toEqual([`context kind-dev, ${folder}: 1 ready\nready       ConfigMap shop/a\n`, '']);
});

test('prints JSON', async () => {
  const { output } = await run({ 'get configmap': live }, folder, '--format', 'json');
  expect(JSON.parse(output)).toMatchObject({ context: 'kind-dev', objects: [{ kind: 'ConfigMap', state: 'ready' }] });
});

test('ends with 3 beside a file that cannot be read, and shows the rest', async () => {
  const broken = temporaryDirectory({ 'a.yaml': config, 'b.yaml': 'b: [' });
  const { code, output, complaints } = await run({ 'get configmap': live }, broken);
  expect([code, output.split('\n')[1], complaints.split('\n')[0]]).toEqual([
    3,
    'ready       ConfigMap shop/a',
    '1 finding:',
  ]);
});

test.each([
  [['a', 'b'], 'takes one folder, got 2; see --help'],
  [['--wait', 'soon'], '--wait must be a time in hours, minutes and seconds, got "soon"; write 5m'],
  [['--wait', '0s'], '--wait must be a time in hours, minutes and seconds, got "0s"; write 5m'],
  [['--format', 'md'], '--format must be text or json, got "md"; write one of them'],
])('refuses the command line %j with 64', async (args, problem) => {
  expect(await run({}, ...args)).toEqual({ code: 64, output: '', complaints: `cdk8s-backend status: ${problem}\n` });
});
