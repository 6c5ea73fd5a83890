import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { isHook, isHookForLater, isRecreated } from '../../../lib/plan/workloads/hooks';
import { object } from '../../manifests';
import { effectsBetween, messages } from '../changed';

const job = (annotations: Readonly<Record<string, string>>, image = 'shop:1'): KubernetesManifest =>
  object('Job', { spec: { template: { spec: { containers: [{ name: 'migrate', image }] } } } }, { annotations });

test.each([
  ['a hook of Helm, which goes before the next one by default', { 'helm.sh/hook': 'pre-upgrade,pre-install' }],
  [
    'a hook of Helm that goes once it has succeeded',
    { 'helm.sh/hook': 'post-upgrade', 'helm.sh/hook-delete-policy': 'hook-succeeded' },
  ],
  ['a hook of Argo CD', { 'argocd.argoproj.io/hook': 'PreSync' }],
  ['an object that Argo CD replaces by force', { 'argocd.argoproj.io/sync-options': 'Force=true, Replace=true' }],
  ['an object that Flux replaces by force', { 'kustomize.toolkit.fluxcd.io/force': 'enabled' }],
])('lets %s have another template, and says that it runs', (_, annotations) => {
  expect(isRecreated(job(annotations))).toBe(true);
  expect(effectsBetween(job(annotations), job(annotations, 'shop:2'))).toEqual(['runs-job']);
  expect(messages('runs-job', job(annotations), job(annotations, 'shop:2'))).toEqual([
    'runs the image shop:2; kubectl alone would refuse another template',
  ]);
});

test.each([
  ['no annotation', {}],
  ['a hook that stays after a success', { 'helm.sh/hook': 'pre-upgrade', 'helm.sh/hook-delete-policy': 'hook-failed' }],
  ['an object that Argo CD replaces without force', { 'argocd.argoproj.io/sync-options': 'Replace=true' }],
])('says that another template is refused for %s', (_, annotations) => {
  expect(isRecreated(job(annotations))).toBe(false);
  expect(effectsBetween(job(annotations), job(annotations, 'shop:2'))).toEqual(['changes-immutable-field', 'runs-job']);
});

test('runs no Job for a test or for a deletion of a release', () => {
  for (const moment of ['test', 'post-delete', 'pre-rollback']) {
    expect(isHookForLater(job({ 'helm.sh/hook': moment }))).toBe(true);
    expect(effectsBetween(undefined, job({ 'helm.sh/hook': moment }))).toEqual([]);
  }
});

test('stops no pods with the test of a chart, which is no workload', () => {
  const pod = (annotations: Readonly<Record<string, string>>) =>
    object('Pod', { spec: { containers: [{ name: 'test' }] } }, { annotations });
  const hook = pod({ 'helm.sh/hook': 'test' });
  expect(isHook(hook)).toBe(true);
  expect(effectsBetween(hook, undefined)).toEqual([]);
  expect(effectsBetween(pod({}), undefined)).toEqual(['stops-pods']);
});
