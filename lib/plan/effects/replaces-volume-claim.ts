import { amount } from '../../kubernetes/quantity';
import { isBuiltIn, isDefaultClass } from '../../manifests/kinds';
import { field, KubernetesManifest, referredName } from '../../manifests/manifest';
import { byReferredName } from '../../manifests/object-identity';
import { Effect } from '../diff/effect';
import { isOnOnePath } from '../diff/field-changes';
import { isChanged, ManifestChange } from '../diff/manifest-change';
import { isSizePath } from '../workloads/claim-sizes';
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
  *find(change, all) {
    const { before, after } = change;
    if (before === undefined || after === undefined) return;
    if (after.kind === 'StatefulSet' && isBuiltIn(after) && isChanged(change, ...templates))
      yield { path: templates, message: `a StatefulSet keeps its volume claim templates; ${remedy(change, after)}` };
    for (const { path } of smallerDisks(change))
      yield {
        path,
        message: 'a volume can grow, but not shrink; its operator refuses that, or leaves the volume as it is',
      };
    if (after.kind !== 'PersistentVolumeClaim') return;
    for (const name of claimFields)
      if (!isLeftOut(name, before, after, all.after) && isChanged(change, 'spec', name))
        yield { path: ['spec', name], message: 'a claim keeps what it was made with; make another and copy the data' };
    if (isChanged(change, ...limits))
      yield { path: limits, message: 'a claim keeps what it was made with; make another and copy the data' };
    const [was = NaN, is = NaN] = [before, after].map((claim) => amount(String(field(claim, ...storage))));
    if (is < was) yield { path: storage, message: 'a claim can grow, but not shrink; make another and copy the data' };
  },
};

function remedy({ fields }: ManifestChange, after: KubernetesManifest): string {
  const changes = fields.filter(({ path }) => isOnOnePath(path, templates));
  const sizes = changes.filter(({ path }) => isSizePath(path));
  if (sizes.some(({ before, after: size }) => amount(String(size)) < amount(String(before))))
    return 'a volume can grow, but not shrink: write the size that it has, or move the data to a set of another name';
  if (sizes.length === changes.length)
    return 'npx cdk8s-backend grow, with this folder, grows the claims and then recreates it, while its pods run on';
  return (
    'delete it and keep its pods, ' +
    `kubectl delete statefulset ${after.metadata.name}${namespaceOption(after)} --cascade=orphan, and apply; claims that exist stay as they are`
  );
}

/**
 * True for a class or a volume that is left to the cluster again, for the volume that the cluster has found, and for the class that it has by default:
 * none is refused.
 */
function isLeftOut(
  name: string,
  before: KubernetesManifest,
  after: KubernetesManifest,
  all: readonly KubernetesManifest[],
): boolean {
  const [was, is] = [before, after].map((claim) => field(claim, 'spec', name));
  if (is === undefined || (name === 'volumeName' && was === undefined)) return true;
  const [storageClass] = byReferredName(all, referredName('StorageClass', undefined, typeof is === 'string' ? is : ''));
  const isDefault = storageClass !== undefined && isDefaultClass(storageClass);
  // As `kubectl get -o yaml` shows a claim that has its volume.
  const isShown = field(after, 'metadata', 'annotations', 'pv.kubernetes.io/bind-completed') !== undefined;
  return name === 'storageClassName' && was === undefined && (isDefault || isShown);
}
