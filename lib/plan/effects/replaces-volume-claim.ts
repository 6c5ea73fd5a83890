import { field } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { amount } from '../../kubernetes/quantity';
import { isChanged, ManifestChange } from '../diff/manifest-change';
import { Occurrence, Effect } from '../diff/effect';
import { namespaceOption } from '../removal/delete-command';

const storage = ['spec', 'resources', 'requests', 'storage'] as const;
const claimFields = ['accessModes', 'selector', 'storageClassName', 'volumeMode', 'volumeName', 'dataSource'] as const;

/** The API server refuses another claim; a claim by itself may grow. */
export const replacesVolumeClaim: Effect = {
  id: 'replaces-volume-claim',
  isDangerous: true,
  label: 'cannot be applied: volume claim',
  *find(change) {
    const { before, after } = change;
    if (before === undefined || after === undefined) return;
    if (after.kind === 'StatefulSet') yield* templateEffects(change, after);
    if (after.kind === 'PersistentVolumeClaim') yield* claimEffects(change, before, after);
  },
};

function* templateEffects(change: ManifestChange, after: Manifest): Generator<Occurrence> {
  const path = ['spec', 'volumeClaimTemplates'];
  if (!isChanged(change, ...path)) return;
  yield {
    path,
    message:
      'a StatefulSet keeps its volume claim templates; grow each claim by hand, then delete the StatefulSet and keep its pods, ' +
      `kubectl delete statefulset ${after.metadata.name}${namespaceOption(after)} --cascade=orphan, and apply`,
  };
}

function* claimEffects(change: ManifestChange, before: Manifest, after: Manifest): Generator<Occurrence> {
  for (const name of claimFields) {
    // A class or a volume that was left to the cluster is not refused when it is left to it again.
    if (field(after, 'spec', name) !== undefined && isChanged(change, 'spec', name))
      yield { path: ['spec', name], message: 'a claim keeps what it was made with; make another and copy the data' };
  }
  const [was, is] = [before, after].map((claim) => amount(String(field(claim, ...storage))));
  if (was !== undefined && is !== undefined && is < was)
    yield { path: storage, message: 'a claim can grow, but not shrink; make another and copy the data' };
}
