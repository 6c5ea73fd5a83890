import { field } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { Effect } from '../diff/effect';
import { namespaceOption } from '../removal/delete-command';

const amounts = [
  ['spec', 'replicas'],
  ['spec', 'minReplicas'],
  ['spec', 'maxReplicas'],
  ['spec', 'minReplicaCount'],
  ['spec', 'maxReplicaCount'],
] as const;

/** Fewer pods; none at all has an effect of its own. */
export const scalesDown: Effect = {
  id: 'scales-down',
  isDangerous: false,
  label: 'scales down',
  *find({ before, after }) {
    if (before === undefined || after === undefined) return;
    for (const path of amounts) {
      const [was, is] = [field(before, ...path), field(after, ...path)];
      if (typeof was === 'number' && typeof is === 'number' && is > 0 && is < was)
        yield { path, message: `from ${was} to ${is}` };
    }
    const replicas = field(before, 'spec', 'replicas');
    if (typeof replicas === 'number' && replicas > 1 && leavesReplicas(after))
      yield {
        path: ['spec', 'replicas'],
        message:
          'apply falls back to 1 pod until an autoscaler acts; before it, take the field out of what apply remembers, with ' +
          `kubectl apply edit-last-applied ${after.kind.toLowerCase()}/${after.metadata.name}${namespaceOption(after)}`,
      };
  },
};

function leavesReplicas(after: Manifest): boolean {
  return (
    ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(after.kind) && field(after, 'spec', 'replicas') === undefined
  );
}
