import { field, listField, textField } from '../manifests/fields';
import { Manifest } from '../manifests/manifest';
import { podTemplate } from '../manifests/pod-template';
import { migrationComponent } from '../kubernetes/labels';

/** Waves by kind. Objects of all other kinds are needed by others, and healthy at once. */
const waves: Readonly<Record<string, number>> = {
  Namespace: -5,
  CustomResourceDefinition: -5,
  PriorityClass: -5,
  RuntimeClass: -5,
  StorageClass: -5,
  ResourceQuota: -5,
  LimitRange: -5,
  StatefulSet: -2,
  PodDisruptionBudget: -2,
  Deployment: 0,
  DaemonSet: 0,
  ReplicaSet: 0,
  Pod: 0,
  Job: 0,
  CronJob: 0,
  HorizontalPodAutoscaler: 1,
  ScaledObject: 1,
  Ingress: 1,
  Gateway: 1,
  HTTPRoute: 1,
  GRPCRoute: 1,
  TCPRoute: 1,
  TLSRoute: 1,
  ExternalSecret: -4,
  SealedSecret: -4,
  SecretStore: -4,
  Password: -4,
  Certificate: -4,
};
const prerequisite = -3;
const migration = -1;
const backend = 0;
const last = 1;

/** True for the Job of a migration. */
export function isMigration({ kind, metadata }: Manifest): boolean {
  return kind === 'Job' && metadata.labels?.['app.kubernetes.io/component'] === migrationComponent;
}

/** True if one of the objects is the Job of a migration. */
export function hasMigration(manifests: readonly Manifest[]): boolean {
  return manifests.some(isMigration);
}

/** True for an object that is applied after all migrations are complete. */
export function isAfterMigrations(manifest: Manifest, manifests: readonly Manifest[]): boolean {
  return syncWave(manifest, manifests) > migration;
}

/** Returns the wave of an object among all of its environment: those of a lower wave are healthy before it is applied. */
export function syncWave(manifest: Manifest, manifests: readonly Manifest[]): number {
  // It is healthy only once it has an address, which may be never.
  if (manifest.kind === 'Service') return field(manifest, 'spec', 'type') === 'LoadBalancer' ? last : prerequisite;
  if (manifest.kind === 'PersistentVolumeClaim') return waveOfClaim(manifest, manifests);
  return waveOfKind(manifest);
}

function waveOfKind(manifest: Manifest): number {
  return isMigration(manifest) ? migration : (waves[manifest.kind] ?? prerequisite);
}

/** Returns the wave of the first workload that mounts a claim: until then it may wait for its consumer, and is not healthy. */
function waveOfClaim({ metadata }: Manifest, manifests: readonly Manifest[]): number {
  const users = manifests.filter(
    (manifest) =>
      manifest.metadata.namespace === metadata.namespace &&
      listField(podTemplate(manifest), 'spec', 'volumes').some(
        (volume) => textField(volume, 'persistentVolumeClaim', 'claimName') === metadata.name,
      ),
  );
  return Math.min(...users.map(waveOfKind), backend);
}
