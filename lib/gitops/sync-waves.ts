import { isBuiltIn } from '../manifests/kinds';
import { field, groupKind, groupOf, listField, KubernetesManifest, textField } from '../manifests/manifest';
import { podTemplate } from '../manifests/pod-template';
import { jobComponent, migrationComponent } from '../kubernetes/labels';

// The kinds of each wave. Objects of all other kinds are prerequisites, and healthy at once, but for those of `secretGroups`.
const kindsByWave: readonly (readonly [wave: number, kinds: readonly string[]])[] = [
  [-5, ['Namespace', 'CustomResourceDefinition', 'PriorityClass', 'RuntimeClass', 'StorageClass']],
  [-5, ['ResourceQuota', 'LimitRange']],
  // A SecretStore is healthy only once the operator can read it as its ServiceAccount.
  [-5, ['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']],
  [-2, ['StatefulSet', 'PodDisruptionBudget']],
  [0, ['Deployment', 'DaemonSet', 'ReplicaSet', 'Pod', 'Job', 'CronJob', 'Rollout']],
  [1, ['HorizontalPodAutoscaler', 'ScaledObject']],
  [1, ['Ingress', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute']],
];
const waves = new Map(kindsByWave.flatMap(([wave, kinds]) => kinds.map((kind) => [kind, wave] as const)));
// Of operators that make Secrets: their objects wait for one another, as a Certificate for its Issuer, and so are applied together.
const secretGroups = ['bitnami.com', 'cert-manager.io', 'external-secrets.io', 'generators.external-secrets.io'];
const secrets = -4;
const prerequisite = -3;
const migration = -1;
const backend = 0;
const last = 1;

/** True for the Job of a migration. */
export function isMigration(manifest: KubernetesManifest): boolean {
  return isJobOf(manifest, [migrationComponent]);
}

/** True for a Job that runs once for each change of its pods, under another name each time. */
export function isRunOnce(manifest: KubernetesManifest): boolean {
  return isJobOf(manifest, [migrationComponent, jobComponent]);
}

function isJobOf({ kind, metadata }: KubernetesManifest, components: readonly string[]): boolean {
  return kind === 'Job' && components.includes(metadata.labels?.['app.kubernetes.io/component'] ?? '');
}

/** True if one of the objects is the Job of a migration. */
export function hasMigration(manifests: readonly KubernetesManifest[]): boolean {
  return manifests.some(isMigration);
}

/** True for an object that is applied after all migrations are complete. */
export function isAfterMigrations(manifest: KubernetesManifest, manifests: readonly KubernetesManifest[]): boolean {
  return syncWave(manifest, manifests) > migration;
}

/** Returns the wave of an object among all of its environment: those of a lower wave are healthy before it is applied. */
export function syncWave(manifest: KubernetesManifest, manifests: readonly KubernetesManifest[]): number {
  // It is healthy only once it has an address, which may be never.
  if (groupKind(manifest) === '/Service')
    return field(manifest, 'spec', 'type') === 'LoadBalancer' ? last : prerequisite;
  if (manifest.kind === 'PersistentVolumeClaim') return waveOfClaim(manifest, manifests);
  return waveOfKind(manifest);
}

function waveOfKind(manifest: KubernetesManifest): number {
  if (isMigration(manifest)) return migration;
  const wave = waves.get(manifest.kind);
  if (wave !== undefined) return wave;
  // A custom resource with pods, such as a Service of Knative.
  if (!isBuiltIn(manifest) && podTemplate(manifest) !== undefined) return backend;
  return secretGroups.includes(groupOf(manifest)) ? secrets : prerequisite;
}

/** Returns the wave of the first workload that mounts a claim: until then it may wait for its consumer, and is not healthy. */
function waveOfClaim({ metadata }: KubernetesManifest, manifests: readonly KubernetesManifest[]): number {
  const users = manifests.filter(
    (manifest) =>
      manifest.metadata.namespace === metadata.namespace &&
      listField(podTemplate(manifest), 'spec', 'volumes').some(
        (volume) => textField(volume, 'persistentVolumeClaim', 'claimName') === metadata.name,
      ),
  );
  return Math.min(...users.map(waveOfKind), backend);
}
