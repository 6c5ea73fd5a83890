import { field } from '../../manifests/manifest';
import { Effect } from '../diff/effect';
import { namespaceOption } from '../removal/delete-command';

const amounts = ['replicas', 'minReplicas', 'maxReplicas', 'minReplicaCount', 'maxReplicaCount'];
const scalable = ['Deployment', 'StatefulSet', 'ReplicaSet'];

/** Fewer pods; none at all has an effect of its own. */
export const scalesDown: Effect = {
  id: 'scales-down',
  isDangerous: false,
  label: 'scales down',
  *find({ before, after }) {
    if (before === undefined || after === undefined) return;
    for (const name of amounts) {
      const [was, is] = [field(before, 'spec', name), field(after, 'spec', name)];
      if (typeof was === 'number' && typeof is === 'number' && is > 0 && is < was)
        yield { path: ['spec', name], message: `from ${was} to ${is}` };
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
