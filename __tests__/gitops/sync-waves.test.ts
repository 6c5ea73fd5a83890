import { hasMigration, isAfterMigrations, syncWave } from '../../lib/gitops/sync-waves';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { object } from '../manifests';

const migration = object('Job', {}, { labels: { 'app.kubernetes.io/component': 'migration' } });

/** The wave of the first of some objects. */
function wave(...manifests: readonly [KubernetesManifest, ...KubernetesManifest[]]): number {
  return syncWave(manifests[0], manifests);
}

test.each([
  [['Namespace', 'ResourceQuota', 'ServiceAccount', 'Role', 'RoleBinding'], -5],
  [['ConfigMap', 'NetworkPolicy', 'Service', 'SecretProviderClass'], -3],
  [['StatefulSet', 'PodDisruptionBudget'], -2],
  [['Deployment', 'CronJob', 'Job'], 0],
  [['Ingress', 'HTTPRoute', 'HorizontalPodAutoscaler'], 1],
])('syncs %j in wave %i', (kinds, expected) => {
  expect(kinds.map((kind) => wave(object(kind)))).toEqual(kinds.map(() => expected));
});

test('syncs together what makes Secrets, and what that waits for', () => {
  const kinds: Readonly<Record<string, readonly string[]>> = {
    'bitnami.com/v1alpha1': ['SealedSecret'],
    'cert-manager.io/v1': ['Certificate', 'Issuer', 'ClusterIssuer'],
    'external-secrets.io/v1': ['ExternalSecret', 'SecretStore', 'ClusterSecretStore'],
    'generators.external-secrets.io/v1alpha1': ['Password', 'UUID'],
  };
  for (const [apiVersion, names] of Object.entries(kinds))
    expect(names.map((kind) => wave({ ...object(kind), apiVersion }))).toEqual(names.map(() => -4));
});

test('syncs a migration after databases and before backends', () => {
  expect(wave(migration)).toBe(-1);
  expect([hasMigration([migration]), hasMigration([object('Job')])]).toEqual([true, false]);
});

test('syncs what other operators run pods of with the backends, after migrations', () => {
  const template = { spec: { containers: [] } };
  const service = { ...object('Service', { spec: { template } }), apiVersion: 'serving.knative.dev/v1' };
  const rollout = { ...object('Rollout', { spec: { workloadRef: {} } }), apiVersion: 'argoproj.io/v1alpha1' };
  const scaledJob = {
    ...object('ScaledJob', { spec: { jobTargetRef: { template } } }),
    apiVersion: 'keda.sh/v1alpha1',
  };
  expect([service, rollout, scaledJob].map((each) => wave(each))).toEqual([0, 0, 0]);
});

test('syncs a StatefulSet of another operator with databases, before migrations', () => {
  const set = {
    ...object('StatefulSet', { spec: { template: { spec: { containers: [] } } } }),
    apiVersion: 'apps.kruise.io/v1',
  };
  expect(wave(set)).toBe(-2);
});

test('knows what comes after the migrations', () => {
  const manifests = [object('StatefulSet'), migration, object('Job'), object('Deployment'), object('Ingress')];
  expect(manifests.map((each) => isAfterMigrations(each, manifests))).toEqual([false, false, true, true, true]);
});

test('syncs a load balancer last, for it may wait for its address for ever', () => {
  expect(wave(object('Service', { spec: { type: 'LoadBalancer' } }))).toBe(1);
});

const template = { spec: { template: { spec: { volumes: [{ persistentVolumeClaim: { claimName: 'web' } }] } } } };

test.each([
  [0, [object('Deployment', template)]],
  [-2, [object('StatefulSet', template), object('Deployment', template)]],
  [-1, [object('Deployment', template), { ...migration, ...template }]],
  [0, []],
])('syncs a claim in wave %i, with the first that mounts it, for it may wait for its consumer', (expected, users) => {
  expect(wave(object('PersistentVolumeClaim'), ...users)).toBe(expected);
});
