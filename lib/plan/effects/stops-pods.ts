import { field } from '../../manifests/manifest';
import { Effect } from '../diff/effect';
import { isWorkload } from '../workloads/workload-kinds';

// The number of pods of workloads and of databases that operators run.
const counts = ['replicas', 'instances', 'members', 'size'];

/** No pod is left: the workload is removed or scaled to nothing. */
export const stopsPods: Effect = {
  id: 'stops-pods',
  isDangerous: true,
  label: 'stops all pods',
  *find({ before, after }) {
    if (before === undefined || !isWorkload(before)) return;
    if (after === undefined) yield { path: [], message: 'its pods end with it' };
    else
      for (const name of counts)
        if (field(after, 'spec', name) === 0 && field(before, 'spec', name) !== 0)
          yield { path: ['spec', name], message: 'no pod is left to answer' };
  },
};
