import { field, groupKind, KubernetesManifest, listField, textField, textMapField } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
import { selectsPodsOf } from '../../manifests/pod-selection';
import { groupedBy } from '../../props/map';
import { remembered } from '../../manifests/remembered';
import { Rule } from '../rule';

/**
 * Where one policy denies all connections of a namespace, as a TenantNamespace's does, pods without a policy of their own reach nothing, not
 * even DNS, and nothing reaches them.
 */
export const noIsolatedPods: Rule = {
  id: 'no-isolated-pods',
  summary: 'Pods of a namespace in which a NetworkPolicy denies all connections have a policy of what they need',
  why: 'they reach nothing, not even DNS, and nothing reaches them',
  acrossObjects: true,
  *check(object, objects) {
    if (podTemplate(object) === undefined || field(podTemplate(object), 'spec', 'hostNetwork') === true) return;
    if (objects.some(isOtherPolicy)) return;
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

const policiesByNamespace = remembered(
  (objects: readonly KubernetesManifest[]): ReadonlyMap<string, readonly KubernetesManifest[]> =>
    groupedBy(
      objects.filter((each) => groupKind(each) === 'networking.k8s.io/NetworkPolicy'),
      ({ metadata }) => [metadata.namespace ?? ''],
    ),
);

/** True for a policy of other pods than those with some labels, which allows nothing in either direction. */
function deniesAll(policy: KubernetesManifest): boolean {
  const types = listField(policy, 'spec', 'policyTypes');
  const isWide = Object.keys(textMapField(policy, 'spec', 'podSelector', 'matchLabels')).length === 0;
  const rules = [...listField(policy, 'spec', 'ingress'), ...listField(policy, 'spec', 'egress')];
  return isWide && rules.length === 0 && ['Ingress', 'Egress'].every((type) => types.includes(type));
}

/** True for the policies of Cilium, Calico and of administrators, which may allow what the others deny. */
function isOtherPolicy(manifest: KubernetesManifest): boolean {
  const kind = textField(manifest, 'kind') ?? '';
  return kind.endsWith('NetworkPolicy') && groupKind(manifest) !== 'networking.k8s.io/NetworkPolicy';
}
