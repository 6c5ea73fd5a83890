import { quoted } from '../../findings/problem';
import { amount } from '../../kubernetes/quantity';
import { Placed, placed, placedItems } from '../../manifests/manifest';
import { podSpec } from '../../manifests/pod-template';
import { Rule, RuleFault } from '../rule';
import { exactQuantity } from './amounts';
import { noDefaults } from './container-defaults';
import { containerWithout, resourceAmounts } from './pod-amounts';

/**
 * The kubelet evicts a pod whose volumes on the disk of the node, logs and containers use more than the limits of its containers together, and
 * makes a volume in memory no larger than the limit of the pod's memory. Of a pod with a container without a limit neither is known: a
 * LimitRange may give it one.
 * https://kubernetes.io/docs/concepts/storage/ephemeral-storage/#resource-emphemeralstorage-consumption
 */
export const noOversizedEmptyDir: Rule = {
  id: 'no-oversized-empty-dir',
  summary: 'An emptyDir fits into the limit of its pod: of ephemeral storage, or of memory for one in memory',
  why: 'it never has the size that it states: the kubelet evicts the pod before, and cuts one in memory down',
  level: 'warning',
  rechecks: true,
  *check(object) {
    const pod = podSpec(object);
    if (pod === undefined) return;
    for (const volume of placedItems(pod, 'volumes')) yield* sizeFaults(placed(volume, 'emptyDir'), pod.value);
  },
};

function* sizeFaults(emptyDir: Placed, pod: unknown): Generator<RuleFault> {
  const resource = countedAs(placed(emptyDir, 'medium').value);
  const { path, value: size } = placed(emptyDir, 'sizeLimit');
  if (resource === undefined || containerWithout(`limits.${resource}`, pod, noDefaults) !== undefined) return;
  const limit = resourceAmounts(pod, noDefaults)[`limits.${resource}`];
  if (limit === undefined || !(amount(String(size)) > limit)) return;
  const want = `must fit into the pod's limit of ${resource}, which is ${quoted(exactQuantity(limit))}`;
  yield { path, want, got: quoted(size), write: 'write less, or raise the limit of a container' };
}

/** Returns the resource that a volume of a medium counts as; undefined for one of huge pages. */
function countedAs(medium: unknown): string | undefined {
  if (medium === 'Memory') return 'memory';
  return medium === undefined || medium === null || medium === '' ? 'ephemeral-storage' : undefined;
}
