import { field } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
import { isChanged } from '../diff/manifest-change';
import { Effect } from '../diff/effect';

// A CronJob and a ReplicaSet use another template for their next pods only, and a Job cannot have another.
const leaveTheirPods = new Set(['CronJob', 'ReplicaSet', 'Job', 'Pod']);

const recreated =
  'all pods end before new ones start, as the strategy Recreate says; no request is answered until these are ready';

const replacements: Readonly<Record<string, string>> = {
  // Of Knative, for one of Kubernetes has no template.
  Service: 'the pods of a new revision take the place of the old ones',
};

/** Another pod template, in whatever detail, annotations and the order of lists included: all pods are replaced. */
export const restartsPods: Effect = {
  id: 'restarts-pods',
  isDangerous: false,
  label: 'restarts pods',
  *find(change) {
    const { before, after } = change;
    if (before === undefined || after === undefined || leaveTheirPods.has(after.kind)) return;
    if (field(after, 'spec', 'updateStrategy', 'type') === 'OnDelete' || field(after, 'spec', 'paused') === true)
      return;
    const isRecreated = after.kind === 'Deployment' && field(after, 'spec', 'strategy', 'type') === 'Recreate';
    if (podTemplate(after) !== undefined && isChanged(change, 'spec', 'template'))
      yield {
        path: ['spec', 'template'],
        message: isRecreated
          ? recreated
          : (replacements[after.kind] ?? 'the pods are replaced, as the update strategy says'),
      };
  },
};
