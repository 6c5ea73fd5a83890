import { field, listField, KubernetesManifest } from '../../manifests/manifest';
import { byIdentity, objectIdentity } from '../../manifests/object-identity';
import { clusterPermissions } from '../permissions/cluster-permissions';
import { newPermissions, Permission } from '../permissions/new-permissions';
import { Effect, Surroundings } from '../diff/effect';
import { newPodPermissions, podPrivileges } from '../permissions/pod-permissions';
import { isCovered, selectsAllOf } from '../permissions/policy-coverage';

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
      yield* newPermissions([], podPrivileges(after));
      if (isGrant(after)) yield* newPermissions(permissionsThatGo(after, all), clusterPermissions(after));
      return;
    }
    yield* newPodPermissions(before, after);
    yield* newPermissions(clusterPermissions(before), clusterPermissions(after));
    const isNarrower = after.kind === 'NetworkPolicy' && !selectsAllOf(before, after);
    if (isNarrower && !isCovered(before, all.after))
      yield {
        path: ['spec', 'podSelector'],
        message: 'it guards only pods that the new selector selects; others are open',
      };
  },
};

/** The permissions of what a new role or binding takes the place of, as under another name: those of its namespace, or of the cluster, that go. */
function permissionsThatGo({ kind, metadata }: KubernetesManifest, { before, after }: Surroundings): Permission[] {
  const gone = before.filter(
    (each) =>
      each.kind.replace('Cluster', '') === kind.replace('Cluster', '') &&
      byIdentity(after, objectIdentity(each)).length === 0,
  );
  return gone
    .filter((each) => [undefined, metadata.namespace].includes(each.metadata.namespace))
    .flatMap(clusterPermissions);
}

/** Tells whether a new role or binding gives more than an application needs. */
function isGrant(manifest: KubernetesManifest): boolean {
  if (manifest.kind.endsWith('Binding')) return field(manifest, 'roleRef', 'name') === 'cluster-admin';
  return listField(manifest, 'rules').some((rule) =>
    ['verbs', 'resources', 'apiGroups'].some((name) => listField(rule, name).includes('*')),
  );
}
