import { autoscaler } from '../../manifests/autoscaler';
import { blocking, budgetsOf } from '../../manifests/blocking-budget';
import { field, KubernetesManifest, objectName } from '../../manifests/manifest';
import { selectsPodsOf } from '../../manifests/pod-selection';
import { Effect, Occurrence, Surroundings } from '../diff/effect';
import { byReferredName } from '../../manifests/object-identity';
import { selectedBy } from '../../manifests/selected-workloads';
import { searchable } from '../../manifests/remembered';
import { isWorkload } from '../workloads/workload-kinds';

const isBudget = ({ kind }: KubernetesManifest): boolean => kind === 'PodDisruptionBudget';
const budgetsNamed = searchable((budget: KubernetesManifest) => (isBudget(budget) ? [objectName(budget)] : []));

/** A PodDisruptionBudget lets no pod go any more: drains, and upgrades of nodes, wait for ever. */
export const blocksDrains: Effect = {
  id: 'blocks-drains',
  isDangerous: true,
  label: 'blocks drains',
  *find({ object, before, after }, all) {
    if (after !== undefined && isBudget(after)) yield* sharedPods(before, after, all);
    const budgets = isBudget(object) ? (after === undefined ? [] : [after]) : budgetsOfAll(object, all.after);
    for (const budget of budgets) {
      const [earlier] = budgetsNamed(all.before, objectName(budget));
      const wasBlocking = earlier !== undefined && isBlocking(earlier, all.before);
      // A workload that stays is not the reason of a new budget's effect.
      const isCause = after === budget || before === undefined || earlier !== undefined;
      if (isCause && !wasBlocking && isBlocking(budget, all.after))
        yield {
          path:
            after === budget
              ? ['spec']
              : after === undefined
                ? []
                : ['spec', autoscaler(after) === undefined ? 'replicas' : 'minReplicas'],
          message: `${objectName(budget)} lets none of the pods go, so that nodes cannot be drained; allow one to be unavailable`,
        };
    }
  },
};

/** The API server evicts no pod that two budgets are for. */
function* sharedPods(
  before: KubernetesManifest | undefined,
  after: KubernetesManifest,
  all: Surroundings,
): Generator<Occurrence> {
  const selector = field(after, 'spec', 'selector');
  for (const workload of selectedBy(selector, after.metadata.namespace, all.after)) {
    if (before !== undefined && selectsPodsOf(field(before, 'spec', 'selector'), workload)) continue;
    const other = budgetsOfPods(workload, all.after).find((each) => objectName(each) !== objectName(after));
    if (other !== undefined)
      yield {
        path: ['spec', 'selector'],
        message: `the pods of ${objectName(workload)} have ${objectName(other)} too, and none with two budgets can be evicted`,
      };
  }
}

/** The budgets of a workload's pods, or of those of the workload that an autoscaler scales. */
function budgetsOfAll(object: KubernetesManifest, all: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
  const scaler = autoscaler(object);
  return scaler === undefined
    ? budgetsOfPods(object, all)
    : byReferredName(all, scaler.target).flatMap((workload) => budgetsOfPods(workload, all));
}

function isBlocking(budget: KubernetesManifest, all: readonly KubernetesManifest[]): boolean {
  return blocking(budget, all) !== undefined;
}

function budgetsOfPods(workload: KubernetesManifest, all: readonly KubernetesManifest[]): KubernetesManifest[] {
  return isWorkload(workload) ? budgetsOf(all, workload) : [];
}
