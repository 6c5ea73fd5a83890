import { Autoscaler, autoscalers } from './autoscaler';
import { field, KubernetesManifest, referredName } from './manifest';
import { asksForAddedLabel } from './pod-selection';
import { selectedBy, selecting } from './selected-workloads';

/** The field by which a PodDisruptionBudget keeps every pod, and the pods that it selects, undefined if it keeps any number. */
export interface Blocking {
  readonly field: 'maxUnavailable' | 'minAvailable';
  readonly pods?: number;
}

/**
 * Tells how a PodDisruptionBudget lets no pod go even when all are healthy, so that a drain of a node waits for ever; undefined if it
 * lets one go, or if the number of its pods is unknown. The pods are those of the objects that it selects, at their fewest.
 * https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export function blocking(budget: KubernetesManifest, manifests: readonly KubernetesManifest[]): Blocking | undefined {
  const [least, most] = ['minAvailable', 'maxUnavailable'].map((name) => field(budget, 'spec', name));
  if (most === 0 || most === '0%') return { field: 'maxUnavailable' };
  if (least === '100%') return { field: 'minAvailable' };
  const workloads = selectedBy(field(budget, 'spec', 'selector'), budget.metadata.namespace, manifests);
  const pods = podCount(workloads, autoscalers(manifests));
  return pods === undefined || pods === 0 || kept(least, pods) < pods ? undefined : { field: 'minAvailable', pods };
}

/** Returns the PodDisruptionBudgets of all pods that an object makes, without those that ask for a label of single pods. */
export const budgetsOf = selecting((each) => {
  if (each.kind !== 'PodDisruptionBudget') return undefined;
  const selector = field(each, 'spec', 'selector') ?? {};
  return asksForAddedLabel(selector) ? undefined : selector;
});

/** The pods that must stay out of so many; a part of them is rounded up. */
function kept(least: unknown, pods: number): number {
  if (typeof least === 'number') return least;
  const [, percent] = /^(\d+)%$/.exec(typeof least === 'string' ? least : '') ?? [];
  return percent === undefined ? 0 : Math.ceil((Number(percent) * pods) / 100);
}

// Argo's and OpenKruise's are like those of Kubernetes.
const counted = new Set(
  'Deployment StatefulSet ReplicaSet ReplicationController DeploymentConfig Rollout CloneSet'.split(' '),
);

/** The fewest pods that workloads have; undefined if one of them does not tell. */
function podCount(
  workloads: readonly KubernetesManifest[],
  scalers: ReadonlyMap<string, Autoscaler>,
): number | undefined {
  let pods = 0;
  for (const workload of workloads) {
    if (!counted.has(workload.kind)) return undefined;
    const scaler = scalers.get(referredName(workload.kind, workload.metadata.namespace, workload.metadata.name));
    const replicas = scaler?.least ?? field(workload, 'spec', 'replicas') ?? 1;
    if (typeof replicas !== 'number') return undefined;
    pods += replicas;
  }
  return pods;
}
