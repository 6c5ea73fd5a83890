import { planCommand } from '../../../lib/commands/plan/plan-command';
import { reasonElsewhere } from '../../../lib/plan/removal/other-folders';
import { object } from '../../manifests';
import { RecordedTerminal } from '../../commands/secrets/recorded-terminal';
import { temporaryDirectory } from '../../temporary-directory';

const namespace = object('Namespace', {}, { name: 'shop', namespace: undefined });

test.each([
  ['another folder gets it', { before: [], after: [namespace] }, 'it moves to another folder'],
  [
    'another folder has objects in it',
    { before: [], after: [object('Service')] },
    'in another folder, Service shop/web is in it',
  ],
])('keeps a namespace when %s', (_, other, reason) => {
  expect(reasonElsewhere(namespace, [other])).toBe(reason);
});

test.each([
  ['has a namespace of its own, as another cluster does', [namespace, object('Service')]],
  ['has nothing in it', [object('Service', {}, { namespace: 'other' })]],
])('has no reason to keep a namespace when another folder %s', (_, objects) => {
  expect(reasonElsewhere(namespace, [{ before: objects, after: objects }])).toBeUndefined();
});

test('a plan of folders has no kubectl line for what moves from one to another', async () => {
  const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n';
  const terminal = new RecordedTerminal();
  await planCommand(
    [temporaryDirectory({ 'a.yaml': settings }), temporaryDirectory({ 'inner/a.yaml': settings }), '-R'],
    terminal,
  );
  expect(terminal.output).toContain('      · no kubectl line: it moves to another folder\n');
  expect(terminal.output).not.toContain('kubectl delete');
});
