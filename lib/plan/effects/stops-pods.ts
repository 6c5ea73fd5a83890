import { field, KubernetesManifest } from '../../manifests/manifest';
import { Effect } from '../diff/effect';
import { pathText } from '../diff/field-changes';
import { fewerMembers } from '../workloads/database-changes';
import { scaledToNothing, switchedOff } from '../workloads/switched-off';
import { isWorkload } from '../workloads/workload-kinds';

// The number of pods of workloads and of databases that operators run.
const counts = ['replicas', 'instances', 'members', 'size', 'numberOfInstances'];

/** No pod is left: the workload is removed, switched off or scaled to nothing. */
export const stopsPods: Effect = {
  id: 'stops-pods',
  isDangerous: true,
  label: 'stops all pods',
  *find(change) {
    const { before, after, successor } = change;
    if (after === undefined) {
      // The pods of the new name answer in the place of the old ones.
      const isReplaced = successor !== undefined && runsPods(successor);
      if (before !== undefined && isWorkload(before) && !isReplaced)
        yield { path: [], message: 'its pods end with it' };
      return;
    }
    const off = switchedOff(after);
    if (off !== undefined && (before === undefined ? isAutoscaler(after) : switchedOff(before) === undefined))
      yield { path: off, message: `no pod is left, as ${pathText(off)} says` };
    if (before === undefined) return;
    const idle = scaledToNothing(after);
    if (idle !== undefined && scaledToNothing(before) === undefined)
      yield { path: idle, message: 'no pod is left while there is nothing to do' };
    if (!isWorkload(before)) return;
    for (const name of counts)
      if (field(after, 'spec', name) === 0 && field(before, 'spec', name) !== 0)
        yield { path: ['spec', name], message: 'no pod is left to answer' };
    for (const { path, after: left } of fewerMembers(change))
      if (left === 0 && path.length > 2) yield { path, message: `no pod is left of ${pathText(path.slice(1, -1))}` };
  },
};

/** Tells whether an object that takes another one's place under a new name runs pods as that did. */
function runsPods(successor: KubernetesManifest): boolean {
  const isEmpty = counts.some((name) => field(successor, 'spec', name) === 0);
  return isWorkload(successor) && !isEmpty && switchedOff(successor) === undefined;
}

/** True for an object that stops the pods of another one, so that it may do so when it is new. */
function isAutoscaler({ kind }: KubernetesManifest): boolean {
  return kind === 'ScaledObject';
}
