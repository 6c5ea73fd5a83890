import { field, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { selectsByNoLabel, selectsPodsOf } from '../../manifests/pod-selection';
import { isNetworkPolicy, isPoliced } from '../../manifests/policed-pods';
import { groupedBy } from '../../props/map';
import { remembered } from '../../manifests/remembered';
import { Rule } from '../rule';

/** Pods without a policy of their own reach nothing, not even DNS, where a policy denies all connections, as a TenantNamespace's does. */
export const noIsolatedPods: Rule = {
  id: 'no-isolated-pods',
  summary: 'Pods of a namespace in which a NetworkPolicy denies all connections have a policy of what they need',
  why: 'they reach nothing, not even DNS, and nothing reaches them',
  acrossObjects: true,
  *check(object, objects) {
    if (!isPoliced(object)) return;
    const policies = policiesByNamespace(objects).get(object.metadata.namespace ?? '') ?? [];
    const own = policies.filter((policy) => selectsPodsOf(field(policy, 'spec', 'podSelector'), object));
    const [denial] = own.filter(deniesAll);
    if (denial === undefined || own.some((policy) => !deniesAll(policy))) return;
    yield {
      want: 'must have a NetworkPolicy of what its pods need',
      got: `NetworkPolicy ${denial.metadata.name} alone, which denies every connection`,
      write: 'write one that selects them, or leave that one out (networkPolicy: false of a TenantNamespace)',
    };
  },
};

/** The NetworkPolicies by namespace; none beside policies of other kinds, which may allow what these deny. */
const policiesByNamespace = remembered(
  (objects: readonly KubernetesManifest[]): ReadonlyMap<string, readonly KubernetesManifest[]> =>
    objects.some(isOtherPolicy)
      ? new Map()
      : groupedBy(objects.filter(isNetworkPolicy), ({ metadata }) => [metadata.namespace ?? '']),
);

/** True for a policy of other pods than those with some labels, which allows nothing in either direction. */
function deniesAll(policy: KubernetesManifest): boolean {
  const types = listField(policy, 'spec', 'policyTypes');
  const selector = field(policy, 'spec', 'podSelector');
  const isWide =
    selectsByNoLabel(selector) &&
    listField(selector, 'matchExpressions').every((each) =>
      /^(?:NotIn|DoesNotExist)$/.test(textField(each, 'operator') ?? ''),
    );
  const rules = [...listField(policy, 'spec', 'ingress'), ...listField(policy, 'spec', 'egress')];
  return isWide && rules.length === 0 && ['Ingress', 'Egress'].every((type) => types.includes(type));
}

/** True for the policies of Cilium, Calico and of administrators. */
function isOtherPolicy(manifest: KubernetesManifest): boolean {
  const kind = textField(manifest, 'kind') ?? '';
  return kind.endsWith('NetworkPolicy') && !isNetworkPolicy(manifest);
}
