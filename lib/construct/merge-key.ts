// `x-kubernetes-patch-merge-key` in Kubernetes' OpenAPI schema, for the lists of the kinds that this library renders.
const mergeKeys: Readonly<Record<string, string>> = {
  containers: 'name',
  env: 'name',
  ephemeralContainers: 'name',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
  initContainers: 'name',
  resourceClaims: 'name',
  schedulingGates: 'name',
  secrets: 'name',
  topologySpreadConstraints: 'topologyKey',
  // kubectl replaces the claims of a StatefulSet as a whole. They are immutable, so that losing one is never meant.
  volumeClaimTemplates: 'metadata.name',
  volumeDevices: 'devicePath',
  volumeMounts: 'mountPath',
  volumes: 'name',
};

/**
 * Returns the field by which kubectl merges the items of a list, undefined for a list that it replaces as a whole (an atomic one).
 * `path` holds the names of the fields from the object's root to the list, without items.
 * https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#merging-changes-to-fields-of-type-list
 */
export function mergeKey(kind: string, path: readonly string[]): string | undefined {
  const [parent, list = ''] = path.slice(-2);
  if (list !== 'ports') return mergeKeys[list];
  if (kind === 'Service') return 'port';
  return parent === 'containers' || parent === 'initContainers' ? 'containerPort' : undefined;
}
