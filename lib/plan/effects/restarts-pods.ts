import { field, KubernetesManifest, referredName, textField } from '../../manifests/manifest';
import { searchable } from '../../manifests/remembered';
import { podTemplate } from '../../manifests/pod-template';
import { isDigestChange } from '../../kubernetes/image';
import { isOnOnePath } from '../diff/field-changes';
import { isChanged, ManifestChange } from '../diff/manifest-change';
import { Effect } from '../diff/effect';
import { memberRestart } from '../mongo/member-restart';

// A CronJob, a ReplicaSet and a ReplicationController use another template for their next pods only, and a Job cannot have another.
const leaveTheirPods = new Set(['CronJob', 'ReplicaSet', 'ReplicationController', 'Job', 'Pod']);

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

/** Tells whether another pod template of an object replaces the pods that it has. */
export function replacesItsPods(workload: KubernetesManifest): boolean {
  const isHeld =
    field(workload, 'spec', 'updateStrategy', 'type') === 'OnDelete' || field(workload, 'spec', 'paused') === true;
  return !leaveTheirPods.has(workload.kind) && !isHeld;
}

/** Tells whether a workload has pods: its own, or those that a Rollout of Argo makes after its template. */
export function hasPods(workload: KubernetesManifest, all: readonly KubernetesManifest[]): boolean {
  const { kind, metadata } = workload;
  return (
    field(workload, 'spec', 'replicas') !== 0 ||
    rolledOut(all, referredName(kind, metadata.namespace, metadata.name)).length > 0
  );
}

const rolledOut = searchable(({ spec, metadata }: KubernetesManifest) => {
  const [kind, name] = ['kind', 'name'].map((each) => textField(spec, 'workloadRef', each));
  return kind === undefined || name === undefined ? [] : [referredName(kind, metadata.namespace, name)];
});

/** Another pod template, in whatever detail, annotations and the order of lists included: all pods are replaced. */
export const restartsPods: Effect = {
  id: 'restarts-pods',
  isDangerous: false,
  label: 'restarts pods',
  *find(change, all) {
    const { before, after } = change;
    if (before === undefined || after === undefined || !replacesItsPods(after)) return;
    if (!hasPods(before, all.before)) return;
    if (podTemplate(after) === undefined || !isChanged(change, 'spec', 'template')) return;
    const isRecreated = after.kind === 'Deployment' && field(after, 'spec', 'strategy', 'type') === 'Recreate';
    const message = isRecreated ? recreated : (memberRestart(after) ?? replacements[after.kind] ?? ordinaryRestart);
    yield { path: ['spec', 'template'], message: `${message}${hasSameImages(change) ? sameImages : ''}` };
  },
};
