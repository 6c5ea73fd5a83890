import { field, listField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { gained } from '../gained';
import { Mark } from '../mark';
import { clusterAllowances } from '../cluster-allowances';
import { podGaps, podPrivileges } from '../pod-allowances';

// An object that stands guard over others.
const guards = new Set([
  'NetworkPolicy',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
]);

/** Pods, accounts or namespaces may do more than before. Of a new object, only privileges that somebody wrote down count. */
export const loosensSecurity: Mark = {
  id: 'loosens-security',
  isDangerous: true,
  label: 'loosens security',
  *find({ before, after }) {
    if (after === undefined) {
      if (before !== undefined && guards.has(before.kind)) yield { path: [], message: 'it guards nothing any more' };
      return;
    }
    if (before === undefined) {
      yield* gained([], [...podPrivileges(after), ...(isGrant(after) ? clusterAllowances(after) : [])]);
      return;
    }
    yield* gained([...podGaps(before), ...podPrivileges(before)], [...podGaps(after), ...podPrivileges(after)]);
    yield* gained(clusterAllowances(before), clusterAllowances(after));
  },
};

/** Whether a new role or binding gives more than an application needs. */
function isGrant(manifest: Manifest): boolean {
  if (manifest.kind.endsWith('Binding')) return field(manifest, 'roleRef', 'name') === 'cluster-admin';
  return listField(manifest, 'rules').some((rule) =>
    ['verbs', 'resources', 'apiGroups'].some((name) => listField(rule, name).includes('*')),
  );
}
