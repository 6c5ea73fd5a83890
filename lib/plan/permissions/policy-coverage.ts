import { field, listField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { isAtLeastAsWide } from '../workloads/label-selector';

/** Tells whether one of the network policies isolates all pods that another one does, in all directions that it does. */
export function isCovered(policy: Manifest, others: readonly Manifest[]): boolean {
  return others.some(
    (other) =>
      other.kind === 'NetworkPolicy' &&
      other.metadata.namespace === policy.metadata.namespace &&
      directions(policy).every((direction) => directions(other).includes(direction)) &&
      selectsAllOf(policy, other),
  );
}

/** Tells whether a policy selects every pod that another version of it selects. */
export function selectsAllOf(policy: Manifest, other: Manifest): boolean {
  return isAtLeastAsWide(field(other, 'spec', 'podSelector'), field(policy, 'spec', 'podSelector'));
}

/** Ingress and Egress, as far as a policy is for them. */
export function directions(policy: Manifest): string[] {
  const types = listField(policy, 'spec', 'policyTypes').filter((each) => typeof each === 'string');
  if (types.length > 0) return types;
  return field(policy, 'spec', 'egress') === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
}
