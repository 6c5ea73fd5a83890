import { blocking } from '../../manifests/blocking-budget';
import { field } from '../../manifests/fields';
import { Manifest, objectName } from '../../manifests/manifest';
import { selectsPodsOf } from '../../manifests/pod-selection';
import { Effect } from '../diff/effect';
import { isWorkload } from '../workloads/workload-kinds';

/** A PodDisruptionBudget lets no pod go any more: drains, and upgrades of nodes, wait for ever. */
export const blocksDrains: Effect = {
  id: 'blocks-drains',
  isDangerous: true,
  label: 'blocks drains',
  *find({ before, after }, all) {
    if (after === undefined) return;
    const budgets =
      after.kind === 'PodDisruptionBudget' ? [after] : all.after.filter((each) => isBudgetOf(each, after));
    for (const budget of budgets) {
      const earlier = all.before.find((each) => each.kind === budget.kind && objectName(each) === objectName(budget));
      const wasBlocking = earlier !== undefined && blocking(earlier, all.before) !== undefined;
      // A workload that stays is not the reason of a new budget's effect.
      const isCause = after === budget || before === undefined || earlier !== undefined;
      if (isCause && !wasBlocking && blocking(budget, all.after) !== undefined)
        yield {
          path: after === budget ? ['spec'] : ['spec', 'replicas'],
          message: `${objectName(budget)} lets none of the pods go, so that nodes cannot be drained; allow one to be unavailable`,
        };
    }
  },
};

function isBudgetOf(budget: Manifest, workload: Manifest): boolean {
  return (
    budget.kind === 'PodDisruptionBudget' &&
    isWorkload(workload) &&
    budget.metadata.namespace === workload.metadata.namespace &&
    selectsPodsOf(field(budget, 'spec', 'selector'), workload)
  );
}
