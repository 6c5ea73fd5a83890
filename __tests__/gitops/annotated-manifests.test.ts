import { annotatedManifests, keptKinds } from '../../lib/gitops/annotated-manifests';
import { ArgoCdProps } from '../../lib/gitops/gitops-props';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { object } from '../manifests';
import { shopGitOps } from './environments';

function annotations(manifests: readonly KubernetesManifest[], argocd: ArgoCdProps): unknown[] {
  return annotatedManifests(manifests, shopGitOps({ argocd })).map(({ metadata }) => metadata.annotations);
}

test('leaves the objects as they are, unless something is asked for', () => {
  const manifests = [object('Service'), object('Deployment')];
  expect(annotatedManifests(manifests, shopGitOps({ argocd: { automated: ['development'] }, flux: {} }))).toEqual(
    manifests,
  );
  const kept = [object('Namespace')];
  expect(annotatedManifests(kept, shopGitOps({ flux: {} }))).toEqual(kept);
});

test('tells Argo CD to keep namespaces and volume claims, whether it prunes by itself or a person has it', () => {
  const kept = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };
  const manifests = ['Namespace', 'PersistentVolumeClaim', 'PersistentVolume', 'Deployment'].map((kind) =>
    object(kind),
  );
  expect(annotations(manifests, {})).toEqual([kept, kept, kept, undefined]);
  expect(annotations(manifests, { automated: ['development'], prune: true })).toEqual([kept, kept, kept, undefined]);
});

const migration = object(
  'Job',
  {},
  { name: 'web-migration-1', labels: { 'app.kubernetes.io/component': 'migration' } },
);

test('orders an environment with a migration, unless waves are off, and lets the Jobs of earlier images be', () => {
  const key = 'argocd.argoproj.io/sync-wave';
  const kept = { 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' };
  expect(annotations([migration, object('Deployment')], {})).toEqual([{ ...kept, [key]: '-1' }, { [key]: '0' }]);
  expect(annotations([object('Deployment')], {})).toEqual([undefined]);
  expect(annotations([migration], { waves: false })).toEqual([kept]);
});

test('lets the Jobs of earlier commands be, and applies those beside the pods with them', () => {
  const kept = { 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' };
  const job = object('Job', {}, { name: 'web-import-1', labels: { 'app.kubernetes.io/component': 'job' } });
  expect(annotations([job], {})).toEqual([kept]);
  expect(annotations([job, migration], {})[0]).toEqual({ ...kept, 'argocd.argoproj.io/sync-wave': '0' });
});

test('tells Flux what comes after the migrations, where there are some', () => {
  const after = { 'cdk8s-backend/after': 'migrations' };
  const manifests = [object('Service'), migration, object('Deployment'), object('Ingress')];
  const flux = (...given: readonly KubernetesManifest[]): unknown[] =>
    annotatedManifests(given, shopGitOps({ flux: {} })).map(({ metadata }) => metadata.annotations);
  expect(flux(...manifests)).toEqual([undefined, undefined, after, after]);
  expect(flux(object('Deployment'))).toEqual([undefined]);
});

test('leaves a wave that somebody wrote down', () => {
  const own = { 'argocd.argoproj.io/sync-wave': '7' };
  expect(annotations([object('Deployment', {}, { annotations: own })], { waves: true })).toEqual([own]);
});

test('names the kept kinds that there are, each once', () => {
  expect(keptKinds([object('PersistentVolumeClaim'), object('PersistentVolumeClaim'), object('Service')])).toEqual([
    'PersistentVolumeClaim',
  ]);
});
