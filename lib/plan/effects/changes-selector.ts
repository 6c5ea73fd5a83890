import { isBuiltIn } from '../../manifests/kinds';
import { currentGroup } from '../../manifests/object-identity';
import { isChanged } from '../diff/manifest-change';
import { Effect } from '../diff/effect';

const workloads = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CloneSet']);

/** A workload keeps the selector it was made with; a Service's or a policy's may change. */
export const changesSelector: Effect = {
  id: 'changes-selector',
  isDangerous: true,
  label: 'cannot be applied: selector',
  *find(change) {
    const { before, after } = change;
    if (before === undefined || after === undefined || !workloads.has(after.kind)) return;
    if (!isBuiltIn(after) && currentGroup(after) !== 'apps.kruise.io') return;
    const path = ['spec', 'selector'];
    if (isChanged(change, ...path))
      yield {
        path,
        message:
          'a workload keeps its selector; give the object another name, and delete the old one once the new one is ready',
      };
  },
};
