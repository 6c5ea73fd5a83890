import { field, KubernetesManifest, objectName } from '../../manifests/manifest';
import { isNetworkPolicy } from '../../manifests/policed-pods';
import { selectedBy } from '../../manifests/selected-workloads';
import { Effect } from '../diff/effect';
import { directions, isCovered, isNamespaceWide } from './policy-coverage';

/** A policy for all pods of a namespace that ran without one: those that no other policy selects lose their connections. */
export const isolatesPods: Effect = {
  id: 'isolates-pods',
  isDangerous: true,
  label: 'isolates pods',
  *find({ before, after }, all) {
    if (after === undefined || !isDenial(after) || isCovered(after, before === undefined ? [] : [before])) return;
    const { namespace } = after.metadata;
    const isNew = !all.before.some(({ kind, metadata }) =>
      kind === 'Namespace' ? metadata.name === namespace : metadata.namespace === namespace,
    );
    if (isNew || isCovered(after, all.before)) return;
    const policies = all.after.filter((each) => isNetworkPolicy(each) && !isDenial(each));
    const guarded = new Set(policies.flatMap((policy) => selected(policy, all.before)));
    const kept = new Set(all.after.map(objectName));
    const open = selected(after, all.before).filter((pods) => !guarded.has(pods) && kept.has(objectName(pods)));
    const known = open.length === 0 ? '' : `: ${open.map(objectName).join(', ')}`;
    yield {
      path: [],
      message:
        `pods that no other policy selects lose ${directions(after).join(' and ').toLowerCase()}${known}` +
        '; those of other programs in the namespace too',
    };
  },
};

function isDenial(manifest: KubernetesManifest): boolean {
  return isNetworkPolicy(manifest) && isNamespaceWide(manifest);
}

function selected(policy: KubernetesManifest, manifests: readonly KubernetesManifest[]): KubernetesManifest[] {
  return selectedBy(field(policy, 'spec', 'podSelector'), policy.metadata.namespace, manifests);
}
