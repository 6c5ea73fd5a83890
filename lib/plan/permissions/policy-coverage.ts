import { field, listField, KubernetesManifest, textField, textMapField } from '../../manifests/manifest';
import { selectsByNoLabel, selectsPodsOf } from '../../manifests/pod-selection';
import { isNetworkPolicy } from '../../manifests/policed-pods';
import { selectedBy } from '../../manifests/selected-workloads';
import { searchable } from '../../manifests/remembered';

// The pods of a policy match each of its terms, so that one wider than it has its terms, or none.
const byTerm = searchable((policy: KubernetesManifest) =>
  policy.kind === 'NetworkPolicy' ? [termKey(policy, selectorTerms(policy)[0])] : [],
);

/**
 * Tells whether one of the network policies isolates all pods that another one does, in all directions that it does; or, if that selects pods
 * of the objects by their labels, whether each of these has one that does.
 */
export function isCovered(policy: KubernetesManifest, others: readonly KubernetesManifest[]): boolean {
  const selector = field(policy, 'spec', 'podSelector');
  const pods = selectsByNoLabel(selector) ? [] : selectedBy(selector, policy.metadata.namespace, others);
  return isCoveredByOne(policy, others) || (pods.length > 0 && pods.every((each) => isIsolated(each, policy, others)));
}

/** Tells whether one of the network policies selects the pods of an object, in all directions that another one does. */
function isIsolated(
  pods: KubernetesManifest,
  policy: KubernetesManifest,
  others: readonly KubernetesManifest[],
): boolean {
  return others.some(
    (other) =>
      isNetworkPolicy(other) &&
      other.metadata.namespace === pods.metadata.namespace &&
      hasDirectionsOf(policy, other) &&
      selectsPodsOf(field(other, 'spec', 'podSelector'), pods),
  );
}

function isCoveredByOne(policy: KubernetesManifest, others: readonly KubernetesManifest[]): boolean {
  const keys = [undefined, ...selectorTerms(policy)].map((term) => termKey(policy, term));
  return byTerm(others, ...keys).some((other) => hasDirectionsOf(policy, other) && selectsAllOf(policy, other));
}

function hasDirectionsOf(policy: KubernetesManifest, other: KubernetesManifest): boolean {
  return directions(policy).every((direction) => directions(other).includes(direction));
}

/** Tells whether a policy selects every pod that another version of it selects, as far as their terms tell. */
export function selectsAllOf(policy: KubernetesManifest, other: KubernetesManifest): boolean {
  const known = new Set(selectorTerms(policy));
  return selectorTerms(other).every((term) => known.has(term));
}

/** Ingress and Egress, as far as a policy is for them. */
export function directions(policy: KubernetesManifest): string[] {
  const types = listField(policy, 'spec', 'policyTypes').filter((each) => typeof each === 'string');
  if (types.length > 0) return types;
  return field(policy, 'spec', 'egress') === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
}

function termKey({ metadata }: KubernetesManifest, term = ''): string {
  return `${metadata.namespace} ${term}`;
}

/** The conditions on pods of a policy's selector, each as a string. */
function selectorTerms(policy: KubernetesManifest): string[] {
  const selector = field(policy, 'spec', 'podSelector');
  const labels = Object.entries(textMapField(selector, 'matchLabels')).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  }));
  return [...labels, ...listField(selector, 'matchExpressions')].map((term) =>
    JSON.stringify([textField(term, 'key'), textField(term, 'operator'), [...listField(term, 'values')].sort()]),
  );
}
