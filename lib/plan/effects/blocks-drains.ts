import { blocking } from '../../manifests/blocking-budget';
import { field, KubernetesManifest, objectName, textMapField } from '../../manifests/manifest';
import { isAddedLabel, selectsPodsOf } from '../../manifests/pod-selection';
import { podTemplate } from '../../manifests/pod-template';
import { Effect } from '../diff/effect';
import { searchable } from '../../manifests/remembered';
import { isWorkload } from '../workloads/workload-kinds';

const isBudget = ({ kind }: KubernetesManifest): boolean => kind === 'PodDisruptionBudget';
const budgetsNamed = searchable((budget: KubernetesManifest) => (isBudget(budget) ? [objectName(budget)] : []));
const budgetsByLabel = searchable((budget: KubernetesManifest) =>
  isBudget(budget) ? [labelKey(budget, selectedLabel(budget))] : [],
);

/** A PodDisruptionBudget lets no pod go any more: drains, and upgrades of nodes, wait for ever. */
export const blocksDrains: Effect = {
  id: 'blocks-drains',
  isDangerous: true,
  label: 'blocks drains',
  *find({ before, after }, all) {
    if (after === undefined) return;
    for (const budget of isBudget(after) ? [after] : budgetsOf(after, all.after)) {
      const [earlier] = budgetsNamed(all.before, objectName(budget));
      const wasBlocking = earlier !== undefined && isBlocking(earlier, all.before);
      // A workload that stays is not the reason of a new budget's effect.
      const isCause = after === budget || before === undefined || earlier !== undefined;
      if (isCause && !wasBlocking && isBlocking(budget, all.after))
        yield {
          path: after === budget ? ['spec'] : ['spec', 'replicas'],
          message: `${objectName(budget)} lets none of the pods go, so that nodes cannot be drained; allow one to be unavailable`,
        };
    }
  },
};

function isBlocking(budget: KubernetesManifest, all: readonly KubernetesManifest[]): boolean {
  return blocking(budget, all) !== undefined;
}

function budgetsOf(workload: KubernetesManifest, all: readonly KubernetesManifest[]): KubernetesManifest[] {
  if (!isWorkload(workload)) return [];
  const labels = Object.entries(textMapField(podTemplate(workload), 'metadata', 'labels'));
  const keys = [undefined, ...labels].map((label) => labelKey(workload, label));
  return budgetsByLabel(all, ...keys).filter((budget) => selectsPodsOf(field(budget, 'spec', 'selector'), workload));
}

/** A label that all pods of a budget have in their template; undefined if it asks for none. */
function selectedLabel(budget: KubernetesManifest): [string, string] | undefined {
  const labels = Object.entries(textMapField(budget, 'spec', 'selector', 'matchLabels'));
  return labels.find(([key]) => !isAddedLabel(key));
}

function labelKey({ metadata }: KubernetesManifest, label?: readonly [string, string]): string {
  return JSON.stringify([metadata.namespace, ...(label ?? [])]);
}
