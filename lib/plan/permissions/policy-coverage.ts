import { field, listField, KubernetesManifest, textField, textMapField } from '../../manifests/manifest';
import { isNetworkPolicy } from '../../manifests/policed-pods';
import { selectedBy, selecting } from '../../manifests/selected-workloads';
import { remembered, searchable } from '../../manifests/remembered';

// The pods of a policy match each of its terms, so that one wider than it has terms of the same labels, or none.
const byTerm = searchable((policy: KubernetesManifest) =>
  policy.kind === 'NetworkPolicy' ? termKeys(policy, selectorTerms(policy)[0]) : [],
);

/**
 * Tells whether one of the network policies isolates all pods that another one does, in all directions that it does; or, if that selects pods
 * of the objects by their labels, whether each of these has one that does.
 */
export function isCovered(policy: KubernetesManifest, others: readonly KubernetesManifest[]): boolean {
  const selector = field(policy, 'spec', 'podSelector');
  const pods = isNamespaceWide(policy) ? [] : selectedBy(selector, policy.metadata.namespace, others);
  return isCoveredByOne(policy, others) || (pods.length > 0 && pods.every((each) => isIsolated(each, policy, others)));
}

/** Tells whether one of the network policies selects the pods of an object, in all directions that another one does. */
export function isIsolated(
  pods: KubernetesManifest,
  policy: KubernetesManifest,
  others: readonly KubernetesManifest[],
): boolean {
  return selectingPolicies(others, pods).some((other) => hasDirectionsOf(policy, other));
}

const selectingPolicies = selecting((each) =>
  isNetworkPolicy(each) ? (field(each, 'spec', 'podSelector') ?? {}) : undefined,
);

function isCoveredByOne(policy: KubernetesManifest, others: readonly KubernetesManifest[]): boolean {
  // A wider one has all values of a term.
  const keys = [undefined, ...selectorTerms(policy)].flatMap((term) => termKeys(policy, term).slice(0, 1));
  return byTerm(others, ...keys).some((other) => hasDirectionsOf(policy, other) && selectsAllOf(policy, other));
}

function hasDirectionsOf(policy: KubernetesManifest, other: KubernetesManifest): boolean {
  return directions(policy).every((direction) => directions(other).includes(direction));
}

/** Tells whether a policy is for all pods of its namespace, or all but some. */
export function isNamespaceWide(policy: KubernetesManifest): boolean {
  return selectorTerms(policy).every(({ operator }) => operator === 'NotIn' || operator === 'DoesNotExist');
}

// The namespaces that have policies of whatever kind; those of the cluster are for every one.
const policedNamespaces = remembered(
  (all: readonly KubernetesManifest[]): ReadonlySet<string | undefined> =>
    new Set(all.filter(({ kind }) => kind.endsWith('NetworkPolicy')).map(({ metadata }) => metadata.namespace)),
);

/** Tells whether a policy is the first of its namespace, so that it can only close. */
export function isFirstPolicy({ kind, metadata }: KubernetesManifest, before: readonly KubernetesManifest[]): boolean {
  const known = policedNamespaces(before);
  return kind.endsWith('NetworkPolicy') && !known.has(undefined) && !known.has(metadata.namespace);
}

/** Tells whether a policy selects every pod that another version of it selects, as far as their terms tell. */
export function selectsAllOf(policy: KubernetesManifest, other: KubernetesManifest): boolean {
  const known = selectorTerms(policy);
  return selectorTerms(other).every((term) => known.some((each) => isImplied(term, each)));
}

/** Ingress and Egress, as far as a policy is for them. */
export function directions(policy: KubernetesManifest): string[] {
  const types = listField(policy, 'spec', 'policyTypes').filter((each) => typeof each === 'string');
  if (types.length > 0) return types;
  return field(policy, 'spec', 'egress') === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
}

/** The keys under which a policy is found by one of its terms: one for each value. */
function termKeys({ metadata }: KubernetesManifest, term: Term | undefined): string[] {
  const place = metadata.namespace ?? '';
  if (term === undefined) return [JSON.stringify([place])];
  const values = term.operator === 'In' ? term.values : [term.operator];
  return values.map((value) => JSON.stringify([place, term.key, value]));
}

/** A condition on pods. */
interface Term {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly unknown[];
}

/** Tells whether all pods that meet one condition meet another: one of fewer values, or one that leaves out more. */
function isImplied(term: Term, by: Term): boolean {
  if (term.key !== by.key || term.operator !== by.operator) return false;
  const [fewer, more] = term.operator === 'NotIn' ? [term, by] : [by, term];
  return fewer.values.every((value) => more.values.includes(value));
}

function selectorTerms(policy: KubernetesManifest): Term[] {
  const selector = field(policy, 'spec', 'podSelector');
  return [
    ...Object.entries(textMapField(selector, 'matchLabels')).map(([key, value]) => ({
      key,
      operator: 'In',
      values: [value],
    })),
    ...listField(selector, 'matchExpressions').map((term) => ({
      key: textField(term, 'key') ?? '',
      operator: textField(term, 'operator') ?? '',
      values: listField(term, 'values'),
    })),
  ];
}
