import { Rule } from '../checks/rule';
import { Autoscaler, autoscalers, scaledName } from '../manifests/autoscaler';
import { field } from '../manifests/fields';
import { groupOf } from '../manifests/kinds';
import { Manifest } from '../manifests/manifest';
import { selectedBy } from '../manifests/pod-selection';
import { shown } from '../values/findings';

/**
 * A budget that lets no pod go blocks the drain of every node that has one: upgrades of the cluster stand still until an administrator
 * deletes the pod.
 * https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export const noBlockingBudget: Rule = {
  id: 'no-blocking-budget',
  summary: 'Every PodDisruptionBudget lets a pod of its workload go',
  *check(manifests) {
    const scalers = autoscalers(manifests);
    for (const object of manifests) {
      if (object.kind !== 'PodDisruptionBudget' || groupOf(object) !== 'policy') continue;
      const problem = budgetProblem(object, manifests, scalers);
      if (problem !== undefined) yield { object, message: problem };
    }
  },
};

function budgetProblem(
  budget: Manifest,
  manifests: readonly Manifest[],
  scalers: ReadonlyMap<string, Autoscaler>,
): string | undefined {
  const most = field(budget, 'spec', 'maxUnavailable');
  const fix = 'write maxUnavailable: 1';
  if (most === 0 || most === '0%') return `spec.maxUnavailable must let a pod go, got ${shown(most)}; ${fix}`;
  const least = field(budget, 'spec', 'minAvailable');
  if (least === '100%') return `spec.minAvailable must let a pod go, got "100%"; ${fix}`;
  const workloads = selectedBy(field(budget, 'spec', 'selector'), budget.metadata.namespace, manifests);
  const pods = podCount(workloads, scalers);
  if (pods === undefined || pods === 0 || kept(least, pods) < pods) return undefined;
  const of = pods === 1 ? '1 pod' : `${pods} pods`;
  return `spec.minAvailable must let a pod go, got ${shown(least)} of ${of}; ${fix}, or more replicas`;
}

/** The pods that must stay out of so many; a part of them is rounded up. */
function kept(least: unknown, pods: number): number {
  if (typeof least === 'number') return least;
  const [, percent] = /^(\d+)%$/.exec(typeof least === 'string' ? least : '') ?? [];
  return percent === undefined ? 0 : Math.ceil((Number(percent) * pods) / 100);
}

/** The fewest pods that workloads have; undefined if one of them does not tell. */
function podCount(workloads: readonly Manifest[], scalers: ReadonlyMap<string, Autoscaler>): number | undefined {
  let pods = 0;
  for (const workload of workloads) {
    if (!['Deployment', 'StatefulSet', 'ReplicaSet'].includes(workload.kind)) return undefined;
    const scaler = scalers.get(scaledName(workload.kind, workload.metadata.namespace, workload.metadata.name));
    const replicas = scaler?.least ?? field(workload, 'spec', 'replicas') ?? 1;
    if (typeof replicas !== 'number') return undefined;
    pods += replicas;
  }
  return pods;
}
