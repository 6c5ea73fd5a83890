import { field, KubernetesManifest } from '../../manifests/manifest';
import { Effect } from '../diff/effect';
import { isChanged, ManifestChange } from '../diff/manifest-change';

/**
 * Fields that the API server refuses to change, by kind, as the validation of Kubernetes has them. Selectors and volume claims have
 * effects of their own.
 */
const immutable: Readonly<Record<string, string>> = {
  Job:
    'spec.template spec.completions spec.completionMode spec.podFailurePolicy spec.successPolicy ' +
    'spec.backoffLimitPerIndex spec.managedBy',
  Secret: 'type',
  RoleBinding: 'roleRef',
  ClusterRoleBinding: 'roleRef',
  StorageClass: 'provisioner parameters reclaimPolicy volumeBindingMode',
  PriorityClass: 'value preemptionPolicy',
  IngressClass: 'spec.controller',
  RuntimeClass: 'handler',
  CustomResourceDefinition: 'spec.group spec.scope spec.names.kind spec.names.plural',
  ResourceQuota: 'spec.scopes spec.scopeSelector',
  EndpointSlice: 'addressType',
  CSIDriver: 'spec.attachRequired spec.volumeLifecycleModes',
  VolumeAttributesClass: 'driverName parameters',
};

/** All fields of `spec` that the API server lets change, by kind. */
const changeable: Readonly<Record<string, string>> = {
  // Its selector and its claims are reported as what they are.
  StatefulSet:
    'replicas ordinals template updateStrategy persistentVolumeClaimRetentionPolicy minReadySeconds revisionHistoryLimit ' +
    'selector volumeClaimTemplates',
  // All but where its data is, which is in a field of the volume's type, and how it is attached.
  PersistentVolume:
    'capacity accessModes claimRef persistentVolumeReclaimPolicy storageClassName mountOptions volumeAttributesClassName',
  Pod: 'activeDeadlineSeconds tolerations terminationGracePeriodSeconds',
};

/** The API server refuses the change; a GitOps agent tries it for ever. */
export const changesImmutableField: Effect = {
  id: 'changes-immutable-field',
  isDangerous: true,
  label: 'cannot be applied: immutable field',
  *find(change) {
    const { before, after } = change;
    if (before === undefined || after === undefined || isGoneSoon(before)) return;
    for (const name of immutableFields(change, before, after)) {
      const path = name.split('.');
      if (isChanged(change, ...path))
        yield {
          path,
          message: `the API server refuses another ${name}; delete the object first, or give the new one another name`,
        };
    }
  },
};

// A change within the hour after a Job has ended is rare.
const soonSeconds = 3600;

/** True for a Job that is deleted soon after it has ended, so that the next one of its name is a new one. */
function isGoneSoon(job: KubernetesManifest): boolean {
  const seconds = field(job, 'spec', 'ttlSecondsAfterFinished');
  return job.kind === 'Job' && typeof seconds === 'number' && seconds <= soonSeconds;
}

function immutableFields({ fields }: ManifestChange, before: KubernetesManifest, after: KubernetesManifest): string[] {
  if (['ConfigMap', 'Secret'].includes(after.kind) && before['immutable'] === true)
    return ['type', 'immutable', 'data', 'binaryData', 'stringData'];
  if (after.kind === 'Service') return fieldsOfService(before, after);
  const known = changeable[after.kind]?.split(' ');
  if (known === undefined) return immutable[after.kind]?.split(' ') ?? [];
  const changed = fields.filter(({ path }) => path[0] === 'spec' && path.at(-1) !== 'image');
  return (
    [...new Set(changed.map(({ path }) => path[1] ?? ''))]
      .filter((name) => !known.includes(name))
      // A volume may be given the nodes from which it can be reached, once.
      .filter((name) => name !== 'nodeAffinity' || field(before, 'spec', name) !== undefined)
      .map((name) => `spec.${name}`)
  );
}

/** A Service keeps its address and its load balancer's class as long as it is of a type that has one. */
function fieldsOfService(before: KubernetesManifest, after: KubernetesManifest): string[] {
  const types = [before, after].map((service) => field(service, 'spec', 'type'));
  // An address that is not written any more stays.
  const keepsAddress = !types.includes('ExternalName') && field(after, 'spec', 'clusterIP') !== undefined;
  const keepsClass = types.every((type) => type === 'LoadBalancer');
  return [...(keepsAddress ? ['spec.clusterIP'] : []), ...(keepsClass ? ['spec.loadBalancerClass'] : [])];
}
