import { keepingAnnotations } from '../../../lib/plan/removal/keeping-annotations';
import { object } from '../../manifests';

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
