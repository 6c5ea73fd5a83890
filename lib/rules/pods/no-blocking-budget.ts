import { Fault } from '../../findings/problem';
import { Rule } from '../rule';
import { autoscalers } from '../../manifests/autoscaler';
import { Blocking, blocking } from '../../manifests/blocking-budget';
import { field } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { quoted } from '../../findings/findings';

/**
 * A budget that lets no pod go blocks the drain of every node that has one: upgrades of the cluster stand still until an administrator
 * deletes the pod.
 */
export const noBlockingBudget: Rule = {
  id: 'no-blocking-budget',
  summary: 'Every PodDisruptionBudget lets a pod of its workload go',
  why: 'no node with such a pod can be drained',
  *check(manifests) {
    const scalers = autoscalers(manifests);
    for (const object of manifests) {
      if (object.kind !== 'PodDisruptionBudget' || groupOf(object) !== 'policy') continue;
      const found = blocking(object, manifests, scalers);
      if (found !== undefined) yield { object, ...blockingFault(object, found) };
    }
  },
};

function blockingFault(budget: Manifest, { field: name, pods }: Blocking): Fault {
  const of = pods === undefined ? '' : ` of ${pods === 1 ? '1 pod' : `${pods} pods`}`;
  return {
    at: `spec.${name}`,
    want: 'must let a pod go',
    got: `${quoted(field(budget, 'spec', name))}${of}`,
    write: `write maxUnavailable: 1${pods === undefined ? '' : ', or more replicas'}`,
  };
}
