import { field } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
import { isDigestChange } from '../../kubernetes/image';
import { isOnOnePath } from '../diff/field-changes';
import { isChanged, ManifestChange } from '../diff/manifest-change';
import { Effect } from '../diff/effect';
import { memberRestart } from '../mongo/member-restart';

// A CronJob and a ReplicaSet use another template for their next pods only, and a Job cannot have another.
const leaveTheirPods = new Set(['CronJob', 'ReplicaSet', 'Job', 'Pod']);

const recreated =
  'all pods end before new ones start, as the strategy Recreate says; no request is answered until these are ready';

const replacements: Readonly<Record<string, string>> = {
  // Of Knative, for one of Kubernetes has no template.
  Service: 'the pods of a new revision take the place of the old ones',
};

/** The consequence of a restart that has no other. */
export const ordinaryRestart = 'the pods are replaced, as the update strategy says';

const sameImages = '; of their images the digests alone are others, not the tags';

/** Tells whether the digests of images are all that is different in the pods. */
function hasSameImages({ fields }: ManifestChange): boolean {
  return fields
    .filter(({ path }) => isOnOnePath(['spec', 'template'], path))
    .every(
      ({ before, after }) => typeof before === 'string' && typeof after === 'string' && isDigestChange(before, after),
    );
}

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
    if (podTemplate(after) === undefined || !isChanged(change, 'spec', 'template')) return;
    const isRecreated = after.kind === 'Deployment' && field(after, 'spec', 'strategy', 'type') === 'Recreate';
    const message = isRecreated ? recreated : (memberRestart(after) ?? replacements[after.kind] ?? ordinaryRestart);
    yield { path: ['spec', 'template'], message: `${message}${hasSameImages(change) ? sameImages : ''}` };
  },
};
