import { groupOf, KubernetesManifest } from './manifest';

const builtInGroups = words(
  'apps autoscaling batch extensions policy admissionregistration.k8s.io apiextensions.k8s.io apiregistration.k8s.io',
  'authentication.k8s.io authorization.k8s.io certificates.k8s.io coordination.k8s.io discovery.k8s.io events.k8s.io',
  'flowcontrol.apiserver.k8s.io internal.apiserver.k8s.io networking.k8s.io node.k8s.io rbac.authorization.k8s.io',
  'resource.k8s.io scheduling.k8s.io storage.k8s.io storagemigration.k8s.io',
).add('');

const builtInClusterKinds = words(
  'Namespace Node PersistentVolume ComponentStatus ClusterRole ClusterRoleBinding PriorityClass RuntimeClass',
  'StorageClass VolumeAttachment VolumeAttributesClass CSIDriver CSINode IngressClass IPAddress ServiceCIDR',
  'CustomResourceDefinition APIService MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
  'FlowSchema PriorityLevelConfiguration CertificateSigningRequest ClusterTrustBundle DeviceClass ResourceSlice',
  'TokenReview SelfSubjectReview SubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview',
);

// A definition is not at hand for most custom resources; these are the ones that programs commonly render.
const customClusterKinds = words(
  'GatewayClass ClusterIssuer ClusterSecretStore ClusterExternalSecret ClusterPushSecret ClusterPolicy',
  'ClusterTriggerAuthentication VolumeSnapshotClass VolumeSnapshotContent',
);
const customNamespacedKinds = words(
  'ExternalSecret PushSecret SecretStore SealedSecret Password SecretProviderClass Certificate ManagedCertificate Issuer',
  'Gateway HTTPRoute GRPCRoute TCPRoute TLSRoute ReferenceGrant BackendTLSPolicy ServiceMonitor PodMonitor',
  'PrometheusRule Probe ScaledObject ScaledJob TriggerAuthentication VerticalPodAutoscaler VolumeSnapshot Application',
  'AppProject Kustomization GitRepository',
);

// These have others create pods: a Gateway's controller, a chart's or a repository's objects, the Jobs of a queue.
const podMakers = words('Gateway Application Kustomization ScaledJob');

type Type = Pick<KubernetesManifest, 'apiVersion' | 'kind'>;

/** Tells whether Kubernetes serves the object without a CustomResourceDefinition. */
export function isBuiltIn(manifest: Type): boolean {
  return builtInGroups.has(groupOf(manifest));
}

/** Tells whether objects of this kind live in a namespace; undefined for a custom resource that this library does not know. */
export function isNamespaced(manifest: Type): boolean | undefined {
  if (isBuiltIn(manifest)) return !builtInClusterKinds.has(manifest.kind);
  if (customClusterKinds.has(manifest.kind)) return false;
  return customNamespacedKinds.has(manifest.kind) ? true : undefined;
}

/** Tells whether a custom resource may have pods that are in no template of the output: all but those that are known to have none. */
export function mayHaveOwnPods(manifest: KubernetesManifest): boolean {
  if (isBuiltIn(manifest)) return false;
  return podMakers.has(manifest.kind) || isNamespaced(manifest) === undefined;
}

/** Tells whether an object is a Certificate of cert-manager. */
export function isCertificate({ apiVersion, kind }: Type): boolean {
  return kind === 'Certificate' && apiVersion.startsWith('cert-manager.io/');
}

/** Tells whether a StorageClass or an IngressClass is that of objects which name none. */
export function isDefaultClass({ kind, metadata }: KubernetesManifest): boolean {
  return metadata.annotations?.[`${kind.toLowerCase()}.kubernetes.io/is-default-class`] === 'true';
}

function words(...lines: readonly string[]): Set<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
