import { canonicalManifest } from '../manifests/canonical-manifest';
import { field, listField, textField } from '../manifests/fields';
import { Manifest } from '../manifests/manifest';
import { podTemplate } from '../manifests/pod-template';
import { GitOpsProps } from './gitops-props';
import { isKept } from './kept-kinds';

const wave = 'argocd.argoproj.io/sync-wave';
const syncOptions = 'argocd.argoproj.io/sync-options';

/** Kinds by wave. What is in none is needed by others and healthy at once. */
const waves: Readonly<Record<string, number>> = {
  Namespace: -4,
  CustomResourceDefinition: -4,
  PriorityClass: -4,
  RuntimeClass: -4,
  StorageClass: -4,
  ResourceQuota: -4,
  LimitRange: -4,
  StatefulSet: -1,
  PodDisruptionBudget: -1,
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
  ExternalSecret: -3,
  SealedSecret: -3,
  SecretStore: -3,
  Password: -3,
  Certificate: -3,
};
const prerequisite = -2;
const backend = 0;
const last = 1;

/** The objects with what Argo CD is to know of them, where the props ask for it: their sync waves, and that data is not pruned. */
export function annotatedManifests(manifests: readonly Manifest[], { argocd }: GitOpsProps): readonly Manifest[] {
  return manifests.map((manifest) => {
    const added = {
      ...(argocd?.waves === true ? { [wave]: String(waveOf(manifest, manifests)) } : {}),
      ...(argocd?.prune === true && isKept(manifest) ? { [syncOptions]: 'Prune=false,Delete=false' } : {}),
    };
    if (Object.keys(added).length === 0) return manifest;
    // What somebody wrote down counts more.
    const annotations = { ...added, ...manifest.metadata.annotations };
    return canonicalManifest({ ...manifest, metadata: { ...manifest.metadata, annotations } });
  });
}

function waveOf(manifest: Manifest, manifests: readonly Manifest[]): number {
  // It is healthy only once it has an address, which may be never.
  if (manifest.kind === 'Service') return field(manifest, 'spec', 'type') === 'LoadBalancer' ? last : prerequisite;
  if (manifest.kind === 'PersistentVolumeClaim') return waveOfClaim(manifest, manifests);
  return waves[manifest.kind] ?? prerequisite;
}

/** That of the first workload that mounts it: until then it may wait for its consumer, and is not healthy. */
function waveOfClaim({ metadata }: Manifest, manifests: readonly Manifest[]): number {
  const users = manifests.filter(
    (manifest) =>
      manifest.metadata.namespace === metadata.namespace &&
      listField(podTemplate(manifest), 'spec', 'volumes').some(
        (volume) => textField(volume, 'persistentVolumeClaim', 'claimName') === metadata.name,
      ),
  );
  return Math.min(...users.map(({ kind }) => waves[kind] ?? backend), backend);
}
