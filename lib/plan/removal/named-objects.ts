import { field, listField, KubernetesManifest, textField } from '../../manifests/manifest';

/** An object that another one names. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  /** Undefined for the namespace of the object that has the reference, and for kinds without one. */
  readonly namespace?: string;
}

/** Fields that hold a name, by the kind of what they name. They mean the same in custom resources. */
const nameFields: Readonly<Record<string, string>> = {
  claimName: 'PersistentVolumeClaim',
  volumeName: 'PersistentVolume',
  secretName: 'Secret',
  serviceAccountName: 'ServiceAccount',
  serviceAccount: 'ServiceAccount',
  serviceName: 'Service',
  priorityClassName: 'PriorityClass',
  runtimeClassName: 'RuntimeClass',
  storageClassName: 'StorageClass',
  ingressClassName: 'IngressClass',
  gatewayClassName: 'GatewayClass',
  volumeSnapshotClassName: 'VolumeSnapshotClass',
  'kubernetes.io/ingress.class': 'IngressClass',
  'volume.beta.kubernetes.io/storage-class': 'StorageClass',
  'cert-manager.io/issuer': 'Issuer',
  'cert-manager.io/cluster-issuer': 'ClusterIssuer',
};

/** Fields that hold a map with a `name`, or a list of such maps, by the kind of what they name unless the map has a `kind`. */
const mapFields: readonly (readonly [name: RegExp, kind: string])[] = [
  [/^configMap$|[cC]onfigMap(?:Key)?Ref$/, 'ConfigMap'],
  [/^secret$|[sS]ecret(?:Key|Target)?Ref$|^imagePullSecrets$|^certificateRefs$/, 'Secret'],
  [/^services?$|^backendRefs?$|^to$/, 'Service'],
  [/^workloadRef$/, 'Deployment'],
  [/^authenticationRef$/, 'TriggerAuthentication'],
  [/^roleRef$/, 'Role'],
  [/^issuerRef$/, 'Issuer'],
  [/^secretStoreRef$/, 'SecretStore'],
  [/^parentRefs$/, 'Gateway'],
  [/^middlewares$/, 'Middleware'],
  [/^dataSource(?:Ref)?$/, 'VolumeSnapshot'],
];

/** The objects without which an object, or the pods that it makes, cannot work, as far as its fields name them. */
export function namedObjects(manifest: KubernetesManifest): Reference[] {
  return [...found({ ...manifest, metadata: {}, status: {} }), ...found(manifest.metadata.annotations)];
}

function found(value: unknown): Reference[] {
  if (Array.isArray(value)) return value.flatMap(found);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const kind = nameFields[key];
    if (kind !== undefined && typeof inner === 'string' && inner !== '') return [{ kind, name: inner }];
    const owned = mapFields.find(([name]) => name.test(key))?.[1];
    const maps = owned === undefined ? [] : Array.isArray(inner) ? listField(value, key) : [inner];
    return [...maps.flatMap((map) => referenceOf(map, owned ?? '')), ...found(inner)];
  });
}

function referenceOf(map: unknown, kind: string): Reference[] {
  const name = textField(map, 'name');
  if (name === undefined || field(map, 'optional') === true) return [];
  return [{ kind: textField(map, 'kind') ?? kind, name, namespace: textField(map, 'namespace') }];
}
