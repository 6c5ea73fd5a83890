import { annotatedManifests } from '../../lib/gitops/annotated-manifests';
import { ArgoCdProps } from '../../lib/gitops/gitops-props';
import { Manifest } from '../../lib/manifests/manifest';
import { object } from '../manifests';
import { props } from './environments';

function annotations(manifests: readonly Manifest[], argocd: ArgoCdProps): unknown[] {
  return annotatedManifests(manifests, { ...props, argocd }).map(({ metadata }) => metadata.annotations);
}

/** The sync wave of the first of some objects. */
function wave(...manifests: readonly Manifest[]): string | undefined {
  const [first] = annotations(manifests, { waves: true }) as [Record<string, string>];
  return first['argocd.argoproj.io/sync-wave'];
}

test('leaves the objects as they are, unless something is asked for', () => {
  const manifests = [object('Namespace'), object('Deployment')];
  expect(annotatedManifests(manifests, { ...props, argocd: { automated: ['development'] }, flux: {} })).toEqual(manifests);
});

test('keeps namespaces and volume claims where the rest is pruned', () => {
  const kept = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };
  const manifests = ['Namespace', 'PersistentVolumeClaim', 'PersistentVolume', 'Deployment'].map((kind) => object(kind));
  expect(annotations(manifests, { automated: ['development'], prune: true })).toEqual([kept, kept, kept, undefined]);
});

test.each([
  [['Namespace', 'ResourceQuota'], '-4'],
  [['ExternalSecret', 'SealedSecret', 'SecretStore'], '-3'],
  [['ConfigMap', 'ServiceAccount', 'RoleBinding', 'NetworkPolicy', 'Service', 'SecretProviderClass'], '-2'],
  [['StatefulSet', 'PodDisruptionBudget'], '-1'],
  [['Deployment', 'CronJob'], '0'],
  [['Ingress', 'HTTPRoute', 'HorizontalPodAutoscaler'], '1'],
])('syncs %j in wave %s', (kinds, expected) => {
  expect(kinds.map((kind) => wave(object(kind)))).toEqual(kinds.map(() => expected));
});

test('syncs a load balancer last, for it may wait for its address for ever', () => {
  expect(wave(object('Service', { spec: { type: 'LoadBalancer' } }))).toBe('1');
});

const user = (kind: string) =>
  object(kind, { spec: { template: { spec: { volumes: [{ persistentVolumeClaim: { claimName: 'web' } }] } } } });

test.each([
  ['0', [user('Deployment')]],
  ['-1', [user('StatefulSet'), user('Deployment')]],
  ['0', []],
])('syncs a claim in wave %s, with the first that mounts it, for it may wait for its consumer', (expected, users) => {
  expect(wave(object('PersistentVolumeClaim'), ...users)).toBe(expected);
});

test('leaves a wave that somebody wrote down', () => {
  const own = { 'argocd.argoproj.io/sync-wave': '7' };
  expect(annotations([object('Deployment', {}, { annotations: own })], { waves: true })).toEqual([own]);
});
