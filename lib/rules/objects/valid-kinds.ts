import { quoted } from '../../findings/problem';
import { nearName } from '../../findings/near-name';
import { isBuiltIn } from '../../manifests/kinds';
import { groupOf, KubernetesManifest } from '../../manifests/manifest';
import { findType, servedKinds } from '../../manifests/schema/kubernetes-schema';
import { Rule } from '../rule';

const isFinal = (version: string): boolean => /(^|\/)v\d+$/.test(version);
// Their last versions are so young that clusters still serve the ones before.
const young =
  /^(resource\.k8s\.io\/|storagemigration\.k8s\.io\/)|(AdmissionPolicy|AdmissionPolicyBinding|VolumeAttributesClass|ServiceCIDR|IPAddress|ClusterTrustBundle|PodCertificateRequest)$/;
// Groups and versions of which Kubernetes serves nothing any more.
// https://kubernetes.io/docs/reference/using-api/deprecation-guide/
const removed = /^(extensions\/|apps\/v1beta|batch\/v(1beta1|2alpha1)|policy\/v1beta1|autoscaling\/v2beta)/;

/** kubectl finds no such kind, and applies nothing of it. A preview of a kind may be on in a cluster. */
export const validKinds: Rule = {
  id: 'valid-kinds',
  summary: "Every object of Kubernetes' own groups has a kind and a version that Kubernetes serves",
  why: 'kubectl finds no such kind: `extensions/v1beta1` was removed in 1.22',
  rechecks: true,
  *check(object) {
    if (!isBuiltIn(object) || findType(object) !== undefined) return;
    const { apiVersion, kind } = object;
    const meant = servedVersion(object);
    const isSure = isFinal(apiVersion) ? meant !== undefined : isGone(object, meant);
    if (!isSure) return;
    const near = meant?.split(' ') ?? [];
    const write = near[1] === kind ? `write apiVersion: ${near[0] ?? ''}` : `write kind: ${near[1] ?? ''}`;
    yield {
      path: [near[1] === kind || meant === undefined ? 'apiVersion' : 'kind'],
      want: 'must be one that Kubernetes serves',
      got: `${apiVersion} ${quoted(kind)}`,
      write: meant === undefined ? 'leave the object out' : write,
    };
  },
};

/** The version and kind that are meant: a later version of the kind, the kind in another group, or one of a near name in the group. */
function servedVersion(object: KubernetesManifest): string | undefined {
  const served = servedKinds();
  const ofKind = served.filter((each) => each.endsWith(` ${object.kind}`));
  const ofGroup = served.filter((each) => groupOf({ apiVersion: each.split(' ')[0] ?? '' }) === groupOf(object));
  const same = ofKind.filter((each) => ofGroup.includes(each)).at(-1) ?? ofKind.at(-1);
  if (same !== undefined) return same;
  const near = nearName(
    object.kind,
    ofGroup.map((each) => each.split(' ')[1] ?? ''),
  );
  return ofGroup.find((each) => near !== undefined && each.endsWith(` ${near}`));
}

function isGone({ apiVersion, kind }: KubernetesManifest, meant: string | undefined): boolean {
  return removed.test(apiVersion) || (meant?.endsWith(` ${kind}`) === true && !young.test(meant));
}
