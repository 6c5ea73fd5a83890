import { isDeepStrictEqual } from 'node:util';
import { field, Fields, KubernetesManifest, lastApplied } from '../../manifests/manifest';
import { defaultOf, isTable, serverOwned } from '../../plan/defaults/defaults';
import { manifestDefaults } from '../../plan/defaults/manifest-defaults';
import { isMap } from '../../props/map';

// What controllers and kubectl keep on objects for themselves, and what apply and Helm would write again.
const ownAnnotations = new RegExp(
  `^(?:${lastApplied.replace(/[./]/g, '\\$&')}|deployment\\.kubernetes\\.io/.*|deprecated\\.daemonset\\.template\\.generation|` +
    'autoscaling\\.alpha\\.kubernetes\\.io/.*|pv\\.kubernetes\\.io/.*|volume\\.kubernetes\\.io/.*|volume\\.beta\\.kubernetes\\.io/.*|' +
    'meta\\.helm\\.sh/.*|kubectl\\.kubernetes\\.io/restartedAt)$',
);
// Only older versions of an Ingress have a default of it.
const required = ['pathType'];
const ownMetadata = new Set(['finalizers', 'ownerReferences', 'deletionTimestamp', 'deletionGracePeriodSeconds']);

/**
 * Returns an object with the fields that its author stated: without those of the API server and of controllers, and without values that the
 * API server gives to a field by default. What is read from a cluster and the file that was applied to it become the same.
 */
export function statedManifest(manifest: KubernetesManifest): KubernetesManifest {
  const { metadata, ...fields } = withoutDefaults(manifest, manifestDefaults(manifest)) as KubernetesManifest;
  const kept = Object.entries(metadata).filter(([name]) => name !== 'annotations' && !ownMetadata.has(name));
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([name]) => !ownAnnotations.test(name));
  // A file that was not read from a cluster has the addresses and volumes that its author wants.
  const isRead = field(manifest, 'metadata', 'resourceVersion') !== undefined;
  const { apiVersion, kind, ...others } = (isRead ? withoutCluster(fields) : fields) as Pick<
    KubernetesManifest,
    'apiVersion' | 'kind'
  >;
  return {
    apiVersion,
    kind,
    metadata: {
      ...(Object.fromEntries(kept) as unknown as KubernetesManifest['metadata']),
      ...(annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) }),
    },
    ...others,
  };
}

/** Returns the fields of an object without those that the cluster has chosen: addresses, ports of nodes, volumes. */
function withoutCluster(fields: Fields): Fields {
  const { kind, spec } = fields;
  if (!isMap(spec)) return fields;
  if (kind === 'PersistentVolumeClaim') return { ...fields, spec: without(spec, 'volumeName') };
  if (kind !== 'Service' || spec['clusterIP'] === 'None' || spec['clusterIP'] === undefined) return fields;
  const isNodePort = spec['type'] === 'NodePort';
  const ports = Array.isArray(spec['ports']) ? (spec['ports'] as unknown[]) : [];
  return {
    ...fields,
    spec: {
      ...without(spec, 'clusterIP', 'clusterIPs', 'ipFamilies', 'healthCheckNodePort'),
      ...(ports.length === 0
        ? {}
        : { ports: ports.map((port) => (isNodePort || !isMap(port) ? port : without(port, 'nodePort'))) }),
    },
  };
}

function without(map: Fields, ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).filter(([name]) => !names.includes(name)));
}

/** Returns a value without the fields of maps in it that have their defaults, and without maps that then have no field. */
function withoutDefaults(value: unknown, defaults: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutDefaults(item, defaults));
  if (!isMap(value)) return value;
  const fields = Object.entries(value).flatMap(([name, item]) => {
    const byDefault = defaultOf(defaults, name, value);
    if (item === null || byDefault === serverOwned) return [];
    if (required.includes(name)) return [[name, item] as const];
    if (!isTable(byDefault)) return isDeepStrictEqual(item, byDefault) ? [] : [[name, item] as const];
    const left = withoutDefaults(item, byDefault);
    return isMap(left) && Object.keys(left).length === 0 && isEmptied(name, item, byDefault)
      ? []
      : [[name, left] as const];
  });
  return Object.fromEntries(fields);
}

/** True for a map of defaults alone; an empty map says something, such as an `emptyDir`, unless it is a default itself. */
function isEmptied(name: string, item: unknown, defaults: object): boolean {
  return name === 'resources' || !isMap(item) || Object.keys(item).length > 0 || Object.keys(defaults).length === 0;
}
