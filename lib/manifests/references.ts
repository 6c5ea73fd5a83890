import { field, groupKind, KubernetesManifest, Path, Placed, placed, placedItems, textField } from './manifest';
import { placedContainers, podSpec } from './pod-template';

type Kind = 'ClusterRole' | 'ConfigMap' | 'PersistentVolumeClaim' | 'Role' | 'Secret' | 'Service' | 'ServiceAccount';

/** A place in an object that names another object, without which it does not work. */
export interface Reference {
  /** The path of the name. */
  readonly path: Path;
  readonly kind: Kind;
  readonly namespace: string | undefined;
  readonly name: string;
  /** The keys that the ConfigMap or Secret must have. */
  readonly keys: readonly Placed[];
}

const variableSources = { configMapKeyRef: 'ConfigMap', secretKeyRef: 'Secret' } as const;
const envSources = { configMapRef: 'ConfigMap', secretRef: 'Secret' } as const;
const volumeSources = {
  configMap: 'ConfigMap',
  secret: 'Secret',
  persistentVolumeClaim: 'PersistentVolumeClaim',
} as const;

/** The objects that an object refers to by name and that the same program usually brings, but for those that are optional. */
export function references(manifest: KubernetesManifest): Reference[] {
  return [...podReferences(manifest), ...ownReferences(manifest)].map((reference) => ({
    ...reference,
    namespace: reference.kind === 'ClusterRole' ? undefined : (reference.namespace ?? manifest.metadata.namespace),
  }));
}

function podReferences(manifest: KubernetesManifest): Reference[] {
  const pod = podSpec(manifest);
  if (pod === undefined) return [];
  const containers = placedContainers(manifest);
  const volumes = placedItems(pod, 'volumes').flatMap((volume) => [
    volume,
    ...placedItems(volume, 'projected', 'sources'),
  ]);
  return [
    ...containers.flatMap((container) => [
      ...placedItems(container, 'env').flatMap((it) => sourceReferences(placed(it, 'valueFrom'), variableSources)),
      ...placedItems(container, 'envFrom').flatMap((it) => sourceReferences(it, envSources)),
    ]),
    ...volumes.flatMap((volume) => sourceReferences(volume, volumeSources)),
    ...named('ServiceAccount', pod, field(pod.value, 'serviceAccountName') ? 'serviceAccountName' : 'serviceAccount'),
  ];
}

/** The references of a variable or a volume, by the fields that can hold one, unless they are optional. */
function sourceReferences(outer: Placed, kinds: Readonly<Record<string, Kind>>): Reference[] {
  return Object.entries(kinds).flatMap(([name, kind]) => {
    const source = placed(outer, name);
    if (source.value === undefined || field(source.value, 'optional') === true) return [];
    return ['name', 'secretName', 'claimName'].flatMap((each) => named(kind, source, each));
  });
}

function ownReferences(manifest: KubernetesManifest): Reference[] {
  const whole = { path: [], value: manifest };
  switch (groupKind(manifest)) {
    case 'apps/StatefulSet':
      return named('Service', placed(whole, 'spec'), 'serviceName');
    case 'rbac.authorization.k8s.io/RoleBinding':
    case 'rbac.authorization.k8s.io/ClusterRoleBinding': {
      const role = placed(whole, 'roleRef');
      const kind = field(role.value, 'kind');
      return [...(kind === 'Role' || kind === 'ClusterRole' ? named(kind, role, 'name') : []), ...subjects(whole)];
    }
    default:
      return [];
  }
}

function subjects(binding: Placed): Reference[] {
  return placedItems(binding, 'subjects')
    .filter(({ value }) => field(value, 'kind') === 'ServiceAccount')
    .flatMap((subject) => named('ServiceAccount', subject, 'name', textField(subject.value, 'namespace')));
}

function named(kind: Kind, source: Placed, nameField: string, namespace?: string): Reference[] {
  const { path, value } = placed(source, nameField);
  if (typeof value !== 'string' || value === '') return [];
  const keys = [source, ...placedItems(source, 'items')].map((item) => placed(item, 'key'));
  return [{ path, kind, namespace, name: value, keys: keys.filter((key) => typeof key.value === 'string') }];
}
