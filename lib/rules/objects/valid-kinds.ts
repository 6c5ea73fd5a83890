import { Problem, quoted } from '../../findings/problem';
import { nearName } from '../../findings/near-name';
import { isBuiltIn } from '../../manifests/kinds';
import { groupOf, KubernetesManifest } from '../../manifests/manifest';
import { currentGroup } from '../../manifests/object-identity';
import { servedKinds } from '../../manifests/schema/kubernetes-schema';
import { Rule } from '../rule';

/**
 * The versions that Kubernetes does not serve any more, each with the release that gave it up; of a version of which it gave up some
 * kinds alone, these.
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const removed: readonly (readonly [version: string, release: string, kinds?: string])[] = [
  ['extensions/v1beta1', '1.22', 'Ingress'],
  ['extensions/v1beta1', '1.16'],
  ['apps/v1beta1', '1.16'],
  ['apps/v1beta2', '1.16'],
  ['apiextensions.k8s.io/v1beta1', '1.22'],
  ['apiregistration.k8s.io/v1beta1', '1.22'],
  ['admissionregistration.k8s.io/v1beta1', '1.22', 'MutatingWebhookConfiguration ValidatingWebhookConfiguration'],
  ['authentication.k8s.io/v1beta1', '1.22', 'TokenReview'],
  ['authorization.k8s.io/v1beta1', '1.22'],
  ['certificates.k8s.io/v1beta1', '1.22', 'CertificateSigningRequest'],
  ['coordination.k8s.io/v1beta1', '1.22', 'Lease'],
  ['networking.k8s.io/v1beta1', '1.22', 'Ingress IngressClass'],
  ['rbac.authorization.k8s.io/v1alpha1', '1.22'],
  ['rbac.authorization.k8s.io/v1beta1', '1.22'],
  ['scheduling.k8s.io/v1alpha1', '1.22', 'PriorityClass'],
  ['scheduling.k8s.io/v1beta1', '1.22', 'PriorityClass'],
  ['storage.k8s.io/v1beta1', '1.22', 'CSIDriver CSINode StorageClass VolumeAttachment'],
  ['batch/v2alpha1', '1.21'],
  ['batch/v1beta1', '1.25'],
  ['autoscaling/v2beta1', '1.25'],
  ['autoscaling/v2beta2', '1.26'],
  ['discovery.k8s.io/v1beta1', '1.25'],
  ['events.k8s.io/v1beta1', '1.25'],
  ['node.k8s.io/v1alpha1', '1.25'],
  ['node.k8s.io/v1beta1', '1.25'],
  ['policy/v1beta1', '1.25'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', '1.26'],
  ['storage.k8s.io/v1beta1', '1.27', 'CSIStorageCapacity'],
  ['flowcontrol.apiserver.k8s.io/v1beta2', '1.29'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', '1.32'],
];

// Old, but served, or what kubectl reads apart.
const otherKinds = new Set(['ComponentStatus', 'List', 'Scale', 'Status']);

/** A kind that the API server does not serve in the version that an object states. Custom resources have definitions, which are not judged here. */
export const validKinds: Rule = {
  id: 'valid-kinds',
  summary: "Objects of Kubernetes' own groups are of a version and kind that Kubernetes serves",
  why: 'kubectl refuses the object: `no matches for kind`',
  *check(object) {
    const problem = isBuiltIn(object) ? kindProblem(object) : undefined;
    if (problem !== undefined) yield problem;
  },
};

function kindProblem(object: KubernetesManifest): (Omit<Problem, 'code'> & { readonly path: string[] }) | undefined {
  const { apiVersion, kind } = object;
  const served = servedKinds();
  if (served.includes(`${apiVersion} ${kind}`)) return undefined;
  const now = served.filter((each) => each.endsWith(` ${kind}`)).map((each) => each.split(' ')[0] ?? '');
  const inGroup = now.filter((version) => groupOf({ apiVersion: version }) === currentGroup(object));
  const [write] = (inGroup.length > 0 ? inGroup : now).toReversed().map((version) => `write apiVersion: ${version}`);
  const release = releaseWithout(apiVersion, kind);
  if (release !== undefined)
    return {
      path: ['apiVersion'],
      want: `must be a version that Kubernetes serves; ${release} was the first without it`,
      got: quoted(apiVersion),
      write: write ?? `leave it out: Kubernetes has no ${kind} any more`,
    };
  // Alpha and beta versions are served by clusters that are told to, and OpenShift has kinds of its own beside the core ones.
  const isStable = /(?:^|\/)v\d+$/.test(apiVersion);
  if (!isStable || otherKinds.has(kind) || currentGroup(object) !== groupOf(object)) return undefined;
  const near = nearName(
    kind,
    served.filter((each) => each.startsWith(`${apiVersion} `)).map((each) => each.split(' ')[1] ?? ''),
  );
  return {
    path: [write === undefined ? 'kind' : 'apiVersion'],
    want: `must be a ${write === undefined ? 'kind' : 'version'} that Kubernetes serves`,
    got: `${apiVersion} ${kind}`,
    write: write ?? (near === undefined ? 'write one of its kinds' : `write kind: ${near}`),
  };
}

function releaseWithout(apiVersion: string, kind: string): string | undefined {
  const found = removed.find(
    ([version, , kinds]) => version === apiVersion && (kinds === undefined || kinds.split(' ').includes(kind)),
  );
  return found?.[1];
}
