import { field } from '../../manifests/manifest';
import { Effect } from '../diff/effect';
import { namespaceOption } from '../removal/delete-command';
import { fewerMembers } from '../workloads/database-changes';
import { amountOf } from '../workloads/switched-off';

const amounts = ['replicas', 'minReplicas', 'maxReplicas', 'minReplicaCount', 'maxReplicaCount'];
const scalable = ['Deployment', 'StatefulSet', 'ReplicaSet'];

/** Tells whether a field is one of those that every kind has. */
function isAmount(path: readonly string[]): boolean {
  return path.length === 2 && amounts.includes(path[1] ?? '');
}

/** Fewer pods; none at all has an effect of its own. */
export const scalesDown: Effect = {
  id: 'scales-down',
  isDangerous: false,
  label: 'scales down',
  *find(change) {
    const { before, after } = change;
    if (before === undefined || after === undefined) return;
    for (const name of amounts) {
      const [was, is] = [amountOf(before, name), amountOf(after, name)];
      if (was !== undefined && is !== undefined && is > 0 && is < was)
        yield { path: ['spec', name], message: `from ${was} to ${is}` };
    }
    for (const { path, before: was, after: is } of fewerMembers(change)) {
      if (is === 0 || (is !== undefined && isAmount(path))) continue;
      yield { path, message: `from ${was} to ${typeof is === 'number' ? is : "its operator's default"}` };
    }
    const [was, is] = [field(before, 'spec', 'replicas'), field(after, 'spec', 'replicas')];
    if (typeof was === 'number' && was > 1 && is === undefined && scalable.includes(after.kind))
      yield {
        path: ['spec', 'replicas'],
        message:
          'apply falls back to 1 pod until an autoscaler acts; before it, take the field out of what apply remembers, with ' +
          `kubectl apply edit-last-applied ${after.kind.toLowerCase()}/${after.metadata.name}${namespaceOption(after)}`,
      };
  },
};
