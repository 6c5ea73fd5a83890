import { Rule, RuleFault } from '../rule';
import { blocking, budgetsOf } from '../../manifests/blocking-budget';
import { field, groupKind, KubernetesManifest, objectName } from '../../manifests/manifest';
import { selectedBy } from '../../manifests/selected-workloads';
import { counted } from '../../findings/counted';
import { quoted } from '../../findings/problem';

/** Upgrades of a cluster stand still at a node that cannot be drained, until an administrator deletes the pod. */
export const noBlockingBudget: Rule = {
  id: 'no-blocking-budget',
  summary: 'Every PodDisruptionBudget lets a pod of its workload go, and is the only one of its pods',
  why: 'no node with such a pod can be drained',
  *check(budget, objects) {
    if (groupKind(budget) !== 'policy/PodDisruptionBudget') return;
    yield* sharingFaults(budget, objects);
    const found = blocking(budget, objects);
    if (found === undefined) return;
    const { field: name, pods } = found;
    const of = pods === undefined ? '' : ` of ${counted(pods, 'pod')}`;
    yield {
      path: ['spec', name],
      want: 'must let a pod go',
      got: `${quoted(field(budget, 'spec', name))}${of}`,
      write: `write maxUnavailable: 1${pods === undefined ? '' : ', or more replicas'}`,
    };
  },
};

/** The API server evicts no pod that two budgets are for; of the two, the later one is the finding. */
function* sharingFaults(budget: KubernetesManifest, objects: readonly KubernetesManifest[]): Generator<RuleFault> {
  for (const workload of selectedBy(field(budget, 'spec', 'selector'), budget.metadata.namespace, objects)) {
    const [first] = budgetsOf(objects, workload);
    if (first === undefined || objectName(first) === objectName(budget)) continue;
    yield {
      path: ['spec', 'selector'],
      want: 'must select no pods that have another budget, for none of them can be evicted',
      got: `those of ${objectName(workload)}, which ${objectName(first)} selects`,
      write: 'write one budget for them',
    };
    return;
  }
}
