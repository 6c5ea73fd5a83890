import { isDeepStrictEqual } from 'node:util';
import { isBuiltIn } from '../../manifests/kinds';
import { field, groupKind, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { Effect, Occurrence } from '../diff/effect';
import { FieldChange, isOnOnePath } from '../diff/field-changes';
import { isChanged, ManifestChange } from '../diff/manifest-change';
import { isRecreated } from '../workloads/hooks';

/**
 * Fields that the API server refuses to change, by kind and for custom resources by group and kind, as the validation of Kubernetes has them.
 * Selectors and volume claims have effects of their own.
 */
const immutable: Readonly<Record<string, string>> = {
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
  VolumeAttachment: 'spec',
  ControllerRevision: 'data',
  CertificateSigningRequest: 'spec',
  ResourceClaim: 'spec',
  ResourceClaimTemplate: 'spec',
  'gateway.networking.k8s.io/GatewayClass': 'spec.controllerName',
  'snapshot.storage.k8s.io/VolumeSnapshot': 'spec.source',
  'snapshot.storage.k8s.io/VolumeSnapshotContent': 'spec.source',
  'cert-manager.io/CertificateRequest': 'spec',
  'karpenter.sh/NodeClaim': 'spec',
  'tekton.dev/TaskRun': 'spec.taskRef spec.taskSpec spec.params',
  'tekton.dev/PipelineRun': 'spec.pipelineRef spec.pipelineSpec spec.params',
};

// The API server keeps what these have, and says nothing.
const ignored = new Set(['CertificateSigningRequest']);

/** All fields of `spec` that the API server lets change, by kind. */
const changeable: Readonly<Record<string, string>> = {
  // Its selector and its claims are reported as what they are.
  StatefulSet:
    'replicas ordinals template updateStrategy persistentVolumeClaimRetentionPolicy minReadySeconds revisionHistoryLimit ' +
    'selector volumeClaimTemplates',
  // All but where its data is, which is in a field of the volume's type, and how it is attached.
  PersistentVolume:
    'capacity accessModes claimRef persistentVolumeReclaimPolicy storageClassName mountOptions volumeAttributesClassName',
  Pod: 'activeDeadlineSeconds',
};

/** The API server refuses the change; a GitOps agent tries it for ever. */
export const changesImmutableField: Effect = {
  id: 'changes-immutable-field',
  isDangerous: true,
  label: 'cannot be applied: immutable field',
  *find(change) {
    const { before, after } = change;
    if (before === undefined || after === undefined || isGoneSoon(before) || isRecreated(after)) return;
    yield* fewerPartitions(before, after);
    const verb = ignored.has(after.kind) ? 'ignores' : 'refuses';
    for (const name of immutableFields(change, before, after)) {
      const path = name.split('.');
      if (isChanged(change, ...path))
        yield {
          path,
          message: `the API server ${verb} a change of ${name}; delete the object first, or give the new one another name`,
        };
    }
  },
};

/** A topic of Kafka may get more partitions, and its operator refuses fewer. */
function* fewerPartitions(before: KubernetesManifest, after: KubernetesManifest): Generator<Occurrence> {
  const path = ['spec', 'partitions'];
  const [was, is] = [before, after].map((topic) => field(topic, ...path));
  if (
    groupKind(after) === 'kafka.strimzi.io/KafkaTopic' &&
    typeof was === 'number' &&
    typeof is === 'number' &&
    is < was
  )
    yield { path, message: 'Kafka takes no partition from a topic; make another topic and copy the messages' };
}

// A change within the hour after a Job has ended is rare.
const soonSeconds = 3600;

/** True for a Job that is deleted soon after it has ended, so that the next one of its name is a new one. */
function isGoneSoon(job: KubernetesManifest): boolean {
  const seconds = field(job, 'spec', 'ttlSecondsAfterFinished');
  return job.kind === 'Job' && typeof seconds === 'number' && seconds <= soonSeconds;
}

function immutableFields({ fields }: ManifestChange, before: KubernetesManifest, after: KubernetesManifest): string[] {
  if (!isBuiltIn(after)) return immutable[groupKind(after)]?.split(' ') ?? [];
  if (['ConfigMap', 'Secret'].includes(after.kind) && before['immutable'] === true)
    return ['type', 'immutable', 'data', 'binaryData', 'stringData'];
  if (after.kind === 'Service') return fieldsOfService(before, after);
  if (after.kind === 'Job') return fieldsOfJob(fields, before, after);
  if (after.kind === 'ServiceCIDR') return hasOtherFirst('cidrs', before, after) ? ['spec.cidrs'] : [];
  const known = changeable[after.kind]?.split(' ');
  if (known === undefined) return immutable[after.kind]?.split(' ') ?? [];
  const changed = fields.filter(({ path }) => path[0] === 'spec' && path.at(-1) !== 'image');
  return (
    [...new Set(changed.map(({ path }) => path[1] ?? ''))]
      .filter((name) => !known.includes(name))
      // A volume may be given the nodes from which it can be reached, once.
      .filter((name) => name !== 'nodeAffinity' || field(before, 'spec', name) !== undefined)
      .filter((name) => name !== 'tolerations' || !hasAllTolerations(before, after))
      .map((name) => `spec.${name}`)
  );
}

/** A Pod may get more tolerations. */
function hasAllTolerations(before: KubernetesManifest, after: KubernetesManifest): boolean {
  const left = listField(after, 'spec', 'tolerations');
  return listField(before, 'spec', 'tolerations').every((toleration) =>
    left.some((each) => isDeepStrictEqual(each, toleration)),
  );
}

/** A Service keeps its address, the family of that, and its load balancer's class as long as it is of a type that has one. */
function fieldsOfService(before: KubernetesManifest, after: KubernetesManifest): string[] {
  const types = [before, after].map((service) => field(service, 'spec', 'type'));
  // An address that is not written any more stays.
  const address = textField(after, 'spec', 'clusterIP');
  // The address that the cluster gave is written with the list of them, as `kubectl get -o yaml` shows it.
  const isShown =
    field(before, 'spec', 'clusterIP') === undefined &&
    address !== 'None' &&
    listField(after, 'spec', 'clusterIPs')[0] === address;
  const keepsAddress = !types.includes('ExternalName') && !['', undefined].includes(address) && !isShown;
  const keepsClass = types.every((type) => type === 'LoadBalancer');
  const isProbed = [before, after].every((service) => field(service, 'spec', 'healthCheckNodePort') !== undefined);
  return [
    ...(keepsAddress ? ['spec.clusterIP'] : []),
    ...(!types.includes('ExternalName') && hasOtherFirst('ipFamilies', before, after) ? ['spec.ipFamilies'] : []),
    ...(keepsClass ? ['spec.loadBalancerClass'] : []),
    ...(keepsClass && isProbed ? ['spec.healthCheckNodePort'] : []),
  ];
}

function hasOtherFirst(list: string, before: KubernetesManifest, after: KubernetesManifest): boolean {
  const [was, is] = [before, after].map((each) => listField(each, 'spec', list)[0]);
  return was !== undefined && is !== undefined && was !== is;
}

// While a Job is suspended, where its pods run may change.
const schedule =
  /^spec\.template\.(?:metadata\.(?:labels|annotations)|spec\.(?:nodeSelector|affinity|tolerations|schedulingGates))(?:\.|$)/;

/** A Job keeps its pods, but for their places while it is suspended; an indexed one may get as many completions as it runs pods. */
function fieldsOfJob(fields: readonly FieldChange[], before: KubernetesManifest, after: KubernetesManifest): string[] {
  const inTemplate = fields.filter(({ path }) => isOnOnePath(['spec', 'template'], path));
  const isMoved =
    field(before, 'spec', 'suspend') === true && inTemplate.every(({ path }) => schedule.test(path.join('.')));
  const [completions, parallelism] = ['completions', 'parallelism'].map((name) => field(after, 'spec', name));
  const isElastic = field(after, 'spec', 'completionMode') === 'Indexed' && completions === parallelism;
  return [
    ...(isMoved ? [] : ['spec.template']),
    ...(isElastic ? [] : ['spec.completions']),
    ...['completionMode', 'podFailurePolicy', 'successPolicy', 'backoffLimitPerIndex', 'managedBy'].map(
      (name) => `spec.${name}`,
    ),
  ];
}
