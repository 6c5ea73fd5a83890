import { createHash } from 'node:crypto';
import { FindingsError } from '../findings/findings-error';
import { groupOf, KubernetesManifest, objectName } from '../manifests/manifest';
import { groupedBy } from '../props/map';

/** Kinds by tier, in the order in which `kubectl apply -f` is to meet them; a kind that is in none comes last. */
const tiers: Readonly<Record<string, readonly string[]>> = {
  '00': ['Namespace'],
  '05': ['CustomResourceDefinition', 'PriorityClass', 'RuntimeClass', 'StorageClass', 'IngressClass', 'GatewayClass'],
  '10': ['ResourceQuota', 'LimitRange'],
  '20': ['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
  '30': [
    ...['ConfigMap', 'Secret', 'ExternalSecret', 'Password', 'SealedSecret'],
    ...['SecretStore', 'ClusterSecretStore', 'SecretProviderClass'],
  ],
  '35': ['PersistentVolume', 'PersistentVolumeClaim'],
  '40': ['NetworkPolicy'],
  '50': ['Service', 'EndpointSlice', 'Endpoints'],
  '60': ['PodDisruptionBudget'],
  '70': ['StatefulSet'],
  '75': ['Deployment', 'DaemonSet', 'ReplicaSet', 'Pod'],
  '80': ['Job', 'CronJob'],
  '85': ['HorizontalPodAutoscaler', 'VerticalPodAutoscaler', 'ScaledObject', 'ScaledJob'],
  '90': [
    ...['Ingress', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'],
    ...['Certificate', 'Issuer', 'ClusterIssuer', 'AppProject', 'GitRepository'],
  ],
};
const lastTier = '95';
const tierOfKind = new Map(
  Object.entries(tiers).flatMap(([tier, kinds]) => kinds.map((kind) => [kind, tier] as const)),
);

/** The tier of an object's kind, `00` to `95`: the number that its file name begins with. */
export function fileTier({ kind }: KubernetesManifest): string {
  return tierOfKind.get(kind) ?? lastTier;
}

// A file system takes 255 bytes; the rest is for the tier, the hash and the ending.
const longestStem = 220;

// The parts of a name, each with those before it.
const details = ['name', 'namespace', 'group'] as const;
type Detail = (typeof details)[number];

/**
 * Each object's file name, `NN-kind-name.yaml`. NN is the tier of its kind alone, so that a new object renames no other, with one
 * exception: objects that would share a name get the namespace, and if that does not tell them apart the API group, into it.
 * @throws FindingsError for objects that even so share a name
 */
export function fileNames(manifests: readonly KubernetesManifest[]): ReadonlyMap<KubernetesManifest, string> {
  const names = new Map<KubernetesManifest, string>();
  let shared: readonly KubernetesManifest[] = manifests;
  for (const detail of details) {
    for (const manifest of shared) names.set(manifest, fileName(manifest, detail));
    shared = thatShareAName(names);
    if (shared.length === 0) return names;
  }
  throw new FindingsError(
    shared.map((manifest) => ({
      path: objectName(manifest),
      code: 'not-unique',
      want: `has the file name of another object, ${names.get(manifest) ?? ''}`,
      write: 'give it another name',
    })),
  );
}

function fileName(manifest: KubernetesManifest, detail: Detail): string {
  const { name, namespace = '' } = manifest.metadata;
  const group = groupOf(manifest);
  const kind = detail === 'group' && group !== '' ? `${manifest.kind}.${group}` : manifest.kind;
  const full = detail === 'name' || namespace === '' ? name : `${name}.${namespace}`;
  // RBAC names may hold characters that a file system refuses.
  const stem = `${kind.toLowerCase()}-${full.replace(/[^A-Za-z0-9.-]/g, '_')}`;
  const short =
    stem.length <= longestStem
      ? stem
      : `${stem.slice(0, longestStem)}-${createHash('sha256').update(stem).digest('hex').slice(0, 8)}`;
  return `${fileTier(manifest)}-${short}.yaml`;
}

/** The objects whose names differ in upper and lower case at most, which is no difference on some file systems. */
function thatShareAName(names: ReadonlyMap<KubernetesManifest, string>): readonly KubernetesManifest[] {
  const byName = groupedBy(names, ([, name]) => [name.toLowerCase()]);
  const sharing = [...byName.values()].filter((group) => group.length > 1).flat();
  return sharing.map(([manifest]) => manifest);
}
