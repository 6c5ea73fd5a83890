import { amount } from '../../kubernetes/quantity';
import { isBuiltIn } from '../../manifests/kinds';
import { field } from '../../manifests/manifest';
import { Effect } from '../diff/effect';
import { isChanged } from '../diff/manifest-change';
import { smallerDisks } from '../workloads/database-changes';
import { namespaceOption } from '../removal/delete-command';

const templates = ['spec', 'volumeClaimTemplates'];
const storage = ['spec', 'resources', 'requests', 'storage'];
const limits = ['spec', 'resources', 'limits'];
const claimFields = [
  'accessModes',
  'selector',
  'storageClassName',
  'volumeMode',
  'volumeName',
  'dataSource',
  'dataSourceRef',
];

/** The API server refuses another claim; a claim by itself may grow. */
export const replacesVolumeClaim: Effect = {
  id: 'replaces-volume-claim',
  isDangerous: true,
  label: 'cannot be applied: volume claim',
  *find(change) {
    const { before, after } = change;
    if (before === undefined || after === undefined) return;
    if (after.kind === 'StatefulSet' && isBuiltIn(after) && isChanged(change, ...templates))
      yield {
        path: templates,
        message:
          'a StatefulSet keeps its volume claim templates; grow each claim by hand, then delete the StatefulSet and keep its pods, ' +
          `kubectl delete statefulset ${after.metadata.name}${namespaceOption(after)} --cascade=orphan, and apply`,
      };
    for (const { path } of smallerDisks(change))
      yield {
        path,
        message: 'a volume can grow, but not shrink; its operator refuses that, or leaves the volume as it is',
      };
    if (after.kind !== 'PersistentVolumeClaim') return;
    for (const name of claimFields)
      // A class or a volume that was left to the cluster is not refused when it is left to it again.
      if (field(after, 'spec', name) !== undefined && isChanged(change, 'spec', name))
        yield { path: ['spec', name], message: 'a claim keeps what it was made with; make another and copy the data' };
    if (isChanged(change, ...limits))
      yield { path: limits, message: 'a claim keeps what it was made with; make another and copy the data' };
    const [was = NaN, is = NaN] = [before, after].map((claim) => amount(String(field(claim, ...storage))));
    if (is < was) yield { path: storage, message: 'a claim can grow, but not shrink; make another and copy the data' };
  },
};
