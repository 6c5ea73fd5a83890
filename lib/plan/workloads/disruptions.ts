import { field, textMapField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
import { autoscalerOf } from './autoscaler';
import { selectsLabels } from './label-selector';
import { isWorkload } from './workload-kinds';

/** Tells whether a PodDisruptionBudget is about the pods of an object. */
export function isBudgetOf(budget: Manifest, workload: Manifest): boolean {
  return (
    budget.kind === 'PodDisruptionBudget' &&
    isWorkload(workload) &&
    budget.metadata.namespace === workload.metadata.namespace &&
    selectsLabels(field(budget, 'spec', 'selector'), textMapField(podTemplate(workload), 'metadata', 'labels'))
  );
}

/**
 * Tells whether a PodDisruptionBudget lets no pod go even when all are healthy, so that a drain of a node waits for ever. The number of pods is that of
 * the objects that it selects; without any, only a budget that is absolute, such as `maxUnavailable: 0`, counts.
 */
export function blocksDrains(budget: Manifest, objects: readonly Manifest[]): boolean {
  const workloads = objects.filter((object) => isBudgetOf(budget, object) && object.kind !== 'DaemonSet');
  const pods = workloads.reduce((sum, workload) => sum + podCount(workload, objects), 0);
  const [minAvailable, maxUnavailable] = ['minAvailable', 'maxUnavailable'].map((name) => field(budget, 'spec', name));
  if (maxUnavailable !== undefined) return share(maxUnavailable, pods === 0 ? 1 : pods) === 0;
  if (pods === 0) return minAvailable === '100%';
  // Without either, one pod may go.
  return minAvailable !== undefined && share(minAvailable, pods) >= pods;
}

function podCount(workload: Manifest, objects: readonly Manifest[]): number {
  const autoscaler = autoscalerOf(workload, objects);
  const count =
    autoscaler === undefined
      ? field(workload, 'spec', 'replicas')
      : (field(autoscaler, 'spec', 'minReplicas') ?? field(autoscaler, 'spec', 'minReplicaCount'));
  return typeof count === 'number' ? count : 1;
}

/** A number of pods, or a percentage of them, which Kubernetes rounds up. */
function share(value: unknown, pods: number): number {
  const text = String(value);
  return text.endsWith('%') ? Math.ceil((Number(text.slice(0, -1)) * pods) / 100) : Number(text);
}
