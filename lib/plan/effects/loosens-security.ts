import { field, listField, KubernetesManifest } from '../../manifests/manifest';
import { objectIdentity } from '../../manifests/object-identity';
import { clusterPermissions } from '../permissions/cluster-permissions';
import { newPermissions } from '../permissions/new-permissions';
import { Effect, Surroundings } from '../diff/effect';
import { newPodPermissions, podPrivileges } from '../permissions/pod-permissions';
import { isCovered, selectsAllOf } from '../permissions/policy-coverage';
import { isRole, newRights } from '../permissions/role-rights';

// Objects that guard others: of Kubernetes, Cilium, Calico, Istio, Kyverno and Gatekeeper.
const guards = new Set(
  [
    'NetworkPolicy AdminNetworkPolicy BaselineAdminNetworkPolicy CiliumNetworkPolicy CiliumClusterwideNetworkPolicy',
    'GlobalNetworkPolicy AuthorizationPolicy PeerAuthentication RequestAuthentication ClusterPolicy Policy',
    'ValidatingPolicy ConstraintTemplate ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ].flatMap((line) => line.split(' ')),
);

/** Pods, accounts or namespaces may do more than before. Of a new object, only privileges that are written down count. */
export const loosensSecurity: Effect = {
  id: 'loosens-security',
  isDangerous: true,
  label: 'loosens security',
  *find({ before, after }, all) {
    if (after === undefined) {
      if (before !== undefined && guards.has(before.kind) && !isCovered(before, all.after))
        yield { path: [], message: 'it guards nothing any more' };
      return;
    }
    if (before === undefined) {
      yield* podPrivileges(after);
      if (isRole(after) && isGrant(after)) yield* newRights(rolesThatGo(after, all), after);
      else if (isGrant(after)) yield* clusterPermissions(after);
      return;
    }
    yield* newPodPermissions(before, after);
    if (isRole(after)) yield* newRights([before], after);
    else yield* newPermissions(clusterPermissions(before), clusterPermissions(after));
    const isNarrower = after.kind === 'NetworkPolicy' && !selectsAllOf(before, after);
    if (isNarrower && !isCovered(before, all.after))
      yield {
        path: ['spec', 'podSelector'],
        message: 'it guards only pods that the new selector selects; others are open',
      };
  },
};

/** The roles whose place a new one takes, as under another name: those of its namespace, or of the cluster, that go. */
function rolesThatGo({ metadata }: KubernetesManifest, { before, after }: Surroundings): KubernetesManifest[] {
  const left = new Set(after.map(objectIdentity));
  return before.filter(
    (role) =>
      isRole(role) &&
      [undefined, metadata.namespace].includes(role.metadata.namespace) &&
      !left.has(objectIdentity(role)),
  );
}

/** Tells whether a new role or binding gives more than an application needs. */
function isGrant(manifest: KubernetesManifest): boolean {
  if (manifest.kind.endsWith('Binding')) return field(manifest, 'roleRef', 'name') === 'cluster-admin';
  return listField(manifest, 'rules').some((rule) =>
    ['verbs', 'resources', 'apiGroups'].some((name) => listField(rule, name).includes('*')),
  );
}
