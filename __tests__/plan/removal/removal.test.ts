import { planCommand } from '../../../lib/commands/plan/plan-command';
import { keepingAnnotations, removal } from '../../../lib/plan/removal/removal';
import { RecordedTerminal } from '../../commands/secrets/recorded-terminal';
import { deployment, object } from '../../manifests';
import { temporaryDirectory } from '../../temporary-directory';

test('deletes with a kubectl line', () => {
  expect(removal(object('Service'), [])).toEqual({ command: 'kubectl delete service web --namespace shop' });
});

test.each([
  [
    'an annotation keeps',
    object('Secret', {}, { annotations: { 'helm.sh/resource-policy': 'keep' } }),
    'helm.sh/resource-policy: keep tells Helm to keep it',
  ],
  ['others use', object('ConfigMap', {}, { name: 'settings' }), 'it is still in use'],
  [
    'Kubernetes deletes after a time',
    object('Job', { spec: { ttlSecondsAfterFinished: 3600 } }),
    'its ttlSecondsAfterFinished deletes it 3600 s after it has finished',
  ],
])('has no kubectl line for an object that %s', (_, leaving, reason) => {
  const user = deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] });
  expect(removal(leaving, [user])).toEqual({ reason });
});

test('has a kubectl line for a Job that stays when it has finished', () => {
  expect(removal(object('Job', { spec: {} }), [])).toHaveProperty('command');
});

test.each([
  [{ 'helm.sh/resource-policy': 'keep' }, ['helm.sh/resource-policy: keep tells Helm to keep it']],
  [
    { 'argocd.argoproj.io/sync-options': 'Validate=false, Prune=false' },
    ['argocd.argoproj.io/sync-options: Prune=false tells Argo CD to keep it'],
  ],
  [
    { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    ['kustomize.toolkit.fluxcd.io/prune: disabled tells Flux to keep it'],
  ],
  [
    { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' },
    ['kustomize.toolkit.fluxcd.io/reconcile: disabled tells Flux to keep it'],
  ],
  [
    { 'helm.sh/resource-policy': 'keep', 'argocd.argoproj.io/sync-options': 'Prune=false' },
    [
      'helm.sh/resource-policy: keep tells Helm to keep it',
      'argocd.argoproj.io/sync-options: Prune=false tells Argo CD to keep it',
    ],
  ],
])('keeps an object with %j', (annotations, reasons) => {
  expect(keepingAnnotations(object('PersistentVolumeClaim', {}, { annotations }))).toEqual(reasons);
});

test('keeps an object with a label of Flux, and with no other label', () => {
  const labels = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled', 'helm.sh/resource-policy': 'keep' };
  expect(keepingAnnotations(object('PersistentVolumeClaim', {}, { labels }))).toEqual([
    'kustomize.toolkit.fluxcd.io/prune: disabled tells Flux to keep it',
  ]);
});

test.each([
  [{ 'helm.sh/resource-policy': 'delete' }],
  [{ 'argocd.argoproj.io/sync-options': 'Delete=false,PruneLast=true' }],
  [{ 'argocd.argoproj.io/sync-options': 'Prune=confirm' }],
  [{ 'kustomize.toolkit.fluxcd.io/prune': 'enabled' }],
  [{ 'kustomize.toolkit.fluxcd.io/prune': true as unknown as string }],
  [undefined],
])('does not keep an object with %j', (annotations) => {
  expect(keepingAnnotations(object('PersistentVolumeClaim', {}, { annotations }))).toEqual([]);
});

const namespace = object('Namespace', {}, { name: 'shop', namespace: undefined });

test.each([
  ['another folder gets it', { before: [], after: [namespace] }, 'it moves to another folder'],
  [
    'another folder has objects in it',
    { before: [], after: [object('Service')] },
    'in another folder, Service shop/web is in it',
  ],
])('keeps a namespace when %s', (_, other, reason) => {
  expect(removal(namespace, [], [other])).toEqual({ reason });
});

test.each([
  ['has a namespace of its own, as another cluster does', [namespace, object('Service')]],
  ['has nothing in it', [object('Service', {}, { namespace: 'other' })]],
])('has no reason to keep a namespace when another folder %s', (_, objects) => {
  expect(removal(namespace, [], [{ before: objects, after: objects }])).toHaveProperty('command');
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
