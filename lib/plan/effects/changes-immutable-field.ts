import { field } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { isChanged, ManifestChange } from '../diff/manifest-change';
import { Effect } from '../diff/effect';

/**
 * Fields that the API server refuses to change, by kind, as the validation of Kubernetes has them. Selectors and volume claims have
 * effects of their own.
 */
const immutable: Readonly<Record<string, readonly string[]>> = {
  Job: [
    'template',
    'completions',
    'completionMode',
    'podFailurePolicy',
    'successPolicy',
    'backoffLimitPerIndex',
    'managedBy',
  ].map((name) => `spec.${name}`),
  Secret: ['type'],
  RoleBinding: ['roleRef'],
  ClusterRoleBinding: ['roleRef'],
  StorageClass: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
  PriorityClass: ['value', 'preemptionPolicy'],
  IngressClass: ['spec.controller'],
  RuntimeClass: ['handler'],
  CustomResourceDefinition: ['spec.group', 'spec.scope', 'spec.names.kind', 'spec.names.plural'],
  ResourceQuota: ['spec.scopes', 'spec.scopeSelector'],
  EndpointSlice: ['addressType'],
  CSIDriver: ['spec.attachRequired', 'spec.volumeLifecycleModes'],
  VolumeAttributesClass: ['driverName', 'parameters'],
};

// All that a StatefulSet may change; its selector and its claims are reported as what they are.
const changeableOfStatefulSet = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
  'revisionHistoryLimit',
  'selector',
  'volumeClaimTemplates',
]);
// All but where its data is, which is in a field of the volume's type, and how it is attached.
const changeableOfVolume = new Set([
  'capacity',
  'accessModes',
  'claimRef',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'mountOptions',
  'volumeAttributesClassName',
]);
const changeableOfPod = new Set(['activeDeadlineSeconds', 'tolerations', 'terminationGracePeriodSeconds']);

/** The API server refuses the change; a GitOps agent tries it for ever. */
export const changesImmutableField: Effect = {
  id: 'changes-immutable-field',
  isDangerous: true,
  label: 'cannot be applied: immutable field',
  *find(change) {
    const { before, after } = change;
    if (before === undefined || after === undefined) return;
    for (const path of immutablePaths(change, before, after)) {
      if (isChanged(change, ...path))
        yield {
          path,
          message: `the API server refuses another ${path.join('.')}; delete the object first, or give the new one another name`,
        };
    }
  },
};

function immutablePaths({ fields }: ManifestChange, before: Manifest, after: Manifest): string[][] {
  if (['ConfigMap', 'Secret'].includes(after.kind) && before['immutable'] === true)
    return [['type'], ['immutable'], ['data'], ['binaryData'], ['stringData']];
  if (after.kind === 'Service') return servicePaths(before, after);
  const changed = fields.filter(({ path }) => path[0] === 'spec' && path.at(-1) !== 'image');
  const names = [...new Set(changed.map(({ path }) => path[1] ?? ''))];
  const changeable = {
    StatefulSet: changeableOfStatefulSet,
    PersistentVolume: changeableOfVolume,
    Pod: changeableOfPod,
  }[after.kind];
  if (changeable !== undefined)
    return names
      .filter((name) => !changeable.has(name) && !isFirstAffinity(name, before))
      .map((name) => ['spec', name]);
  return (immutable[after.kind] ?? []).map((path) => path.split('.'));
}

/** A volume may be given the nodes from which it can be reached, once. */
function isFirstAffinity(name: string, before: Manifest): boolean {
  return name === 'nodeAffinity' && field(before, 'spec', name) === undefined;
}

/** A Service keeps its address and its load balancer's class as long as it is of a type that has one. */
function servicePaths(before: Manifest, after: Manifest): string[][] {
  const types = [before, after].map((service) => field(service, 'spec', 'type'));
  return [
    // An address that is not written any more stays.
    ...(types.includes('ExternalName') || field(after, 'spec', 'clusterIP') === undefined
      ? []
      : [['spec', 'clusterIP']]),
    ...(types.every((type) => type === 'LoadBalancer') ? [['spec', 'loadBalancerClass']] : []),
  ];
}
