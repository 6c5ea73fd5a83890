import { field, groupKind, KubernetesManifest, listField, textMapField } from './manifest';
import { podTemplate } from './pod-template';
import { remembered } from './remembered';
import { selectedBy } from './selected-workloads';

/** Pods with NetworkPolicies of ingress, and the rules of these. */
export interface PolicedPods {
  /** The object that has the pods. */
  readonly pods: KubernetesManifest;
  readonly policies: readonly KubernetesManifest[];
  readonly rules: readonly unknown[];
}

/**
 * Finds the first of some workloads whose pods NetworkPolicies can restrict, with the rules of ingress. Undefined without rules, and if a
 * policy selects by more than labels, so that it may or may not be for them.
 */
export function policedPods(
  workloads: readonly KubernetesManifest[],
  objects: readonly KubernetesManifest[],
): PolicedPods | undefined {
  const pods = workloads.find(isPoliced);
  if (pods === undefined) return undefined;
  const policies = policiesByPods(objects).get(pods) ?? [];
  const rules = policies.flatMap((policy) => listField(policy, 'spec', 'ingress'));
  return rules.length === 0 || policies.some(hasExpressions) ? undefined : { pods, policies, rules };
}

/** The policies of ingress by the objects whose pods have the labels that they ask for. */
const policiesByPods = remembered(
  (objects: readonly KubernetesManifest[]): ReadonlyMap<KubernetesManifest, readonly KubernetesManifest[]> => {
    const policies = new Map<KubernetesManifest, KubernetesManifest[]>();
    for (const policy of objects.filter(isIngressPolicy)) {
      const matchLabels = textMapField(policy, 'spec', 'podSelector', 'matchLabels');
      for (const pods of selectedBy({ matchLabels }, policy.metadata.namespace, objects))
        policies.set(pods, [...(policies.get(pods) ?? []), policy]);
    }
    return policies;
  },
);

/** True for an object whose pods are subject to policies; pods in the node's network are not. */
export function isPoliced(manifest: KubernetesManifest): boolean {
  const template = podTemplate(manifest);
  return template !== undefined && field(template, 'spec', 'hostNetwork') !== true;
}

/** True for a NetworkPolicy of Kubernetes, not for those of Cilium, Calico and of administrators. */
export function isNetworkPolicy(manifest: KubernetesManifest): boolean {
  return groupKind(manifest) === 'networking.k8s.io/NetworkPolicy';
}

function isIngressPolicy(manifest: KubernetesManifest): boolean {
  if (!isNetworkPolicy(manifest)) return false;
  const types = listField(manifest, 'spec', 'policyTypes');
  return types.length === 0 || types.includes('Ingress');
}

/** True for a policy that selects by more than labels: it may or may not select the pods. */
function hasExpressions(policy: KubernetesManifest): boolean {
  return listField(policy, 'spec', 'podSelector', 'matchExpressions').length > 0;
}
