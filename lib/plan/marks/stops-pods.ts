import { field } from '../../manifests/fields';
import { Mark } from '../mark';

const workloads = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod']);

/** No pod is left: the workload is removed or scaled to nothing. */
export const stopsPods: Mark = {
  id: 'stops-pods',
  isDangerous: true,
  label: 'stops all pods',
  *find({ before, after }) {
    if (before === undefined || !workloads.has(before.kind)) return;
    if (after === undefined) yield { path: [], message: 'its pods end with it' };
    else if (field(after, 'spec', 'replicas') === 0 && field(before, 'spec', 'replicas') !== 0)
      yield { path: ['spec', 'replicas'], message: 'nothing is left that answers' };
  },
};
