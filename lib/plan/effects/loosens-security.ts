import { field, listField, KubernetesManifest, textField } from '../../manifests/manifest';
import { byIdentity, objectIdentity } from '../../manifests/object-identity';
import { selectedBy } from '../../manifests/selected-workloads';
import { openings } from '../internet/openings';
import { isEverywhere } from '../internet/private-networks';
import { aggregations, clusterPermissions } from '../permissions/cluster-permissions';
import { isGuard, isMissed, weakerModes } from '../permissions/guards';
import { anything, newPermissions, Permission } from '../permissions/new-permissions';
import { Effect, Surroundings } from '../diff/effect';
import { isTokenRefused, newPodPermissions, podPrivileges } from '../permissions/pod-permissions';
import { everyNamespace } from '../permissions/policy-rules';
import { earlierStandard } from '../permissions/pod-security';
import { isFirstPolicy, selectsAllOf } from '../permissions/policy-coverage';

// By these verbs an account gets the rights of others.
const escalating = ['bind', 'escalate', 'impersonate'];
const everyone = ['system:anonymous', 'system:unauthenticated', 'system:authenticated'];

/** Pods, accounts or namespaces may do more than before. Of a new object, only privileges that are written down count. */
export const loosensSecurity: Effect = {
  id: 'loosens-security',
  isDangerous: true,
  label: 'loosens security',
  *find({ before, after }, all) {
    if (after === undefined) {
      if (before !== undefined && isGuard(before) && isMissed(before, all))
        yield { path: [], message: 'it guards nothing any more' };
      return;
    }
    if (before === undefined) {
      yield* newPermissions([], [...podPrivileges(after), ...newPeers(after, all)]);
      yield* newPermissions(permissionsThatGo(after, all), grants(after));
      return;
    }
    yield* newPodPermissions(before, after, all);
    if (after.kind !== 'ServiceAccount' || !isTokenRefused(after, all.after))
      yield* newPermissions([...clusterPermissions(before), ...openings(before)], clusterPermissions(after));
    yield* earlierStandard(before, after);
    yield* weakerModes(before, after);
    const isNarrower = after.kind === 'NetworkPolicy' && !selectsAllOf(before, after);
    if (isNarrower && isMissed(before, all))
      yield {
        path: ['spec', 'podSelector'],
        message: 'it guards only pods that the new selector selects; others are open',
      };
  },
};

/** The connections with all others that a new policy allows to pods which are there already, and have policies. */
function newPeers(policy: KubernetesManifest, { before, after }: Surroundings): Permission[] {
  if (!policy.kind.endsWith('NetworkPolicy') || isFirstPolicy(policy, before)) return [];
  const pods = selectedBy(field(policy, 'spec', 'podSelector'), policy.metadata.namespace, after);
  const isNew = pods.length > 0 && pods.every((each) => byIdentity(before, objectIdentity(each)).length === 0);
  if (isNew) return [];
  return clusterPermissions(policy).filter(({ scope = [] }) =>
    scope.slice(2, 3).some((other) => other === everyNamespace || other === anything || isEverywhere(other)),
  );
}

/**
 * The permissions of what a new role or binding takes the place of, as under another name: those of its namespace, or of the cluster, that go with
 * their object, or from it.
 */
function permissionsThatGo({ kind, metadata }: KubernetesManifest, { before, after }: Surroundings): Permission[] {
  return before
    .filter((each) => each.kind.replace('Cluster', '') === kind.replace('Cluster', ''))
    .filter((each) => [undefined, metadata.namespace].includes(each.metadata.namespace))
    .flatMap((each) => {
      const left = byIdentity(after, objectIdentity(each)).flatMap(clusterPermissions);
      return newPermissions(left, clusterPermissions(each));
    });
}

/** The permissions of a new role or binding that are more than an application needs. */
function grants(manifest: KubernetesManifest): Permission[] {
  const all = clusterPermissions(manifest);
  if (['Role', 'ClusterRole'].includes(manifest.kind)) {
    const wide = all.filter(({ scope = [] }) =>
      scope.slice(0, 3).some((each) => each === anything || escalating.includes(each)),
    );
    return [...wide, ...(manifest.kind === 'ClusterRole' && isForBuiltIn(manifest) ? aggregations(manifest) : [])];
  }
  if (!manifest.kind.endsWith('Binding')) return [];
  const names = listField(manifest, 'subjects').map((subject) => textField(subject, 'name') ?? '');
  const role = textField(manifest, 'roleRef', 'name') ?? '';
  const isWide =
    role === 'cluster-admin' || (manifest.kind === 'ClusterRoleBinding' && ['admin', 'edit'].includes(role));
  return isWide || names.some((name) => everyone.includes(name)) ? all : [];
}

/** Tells whether a role is about more than the custom resources that come with it, which users of a namespace are meant to have. */
function isForBuiltIn(role: KubernetesManifest): boolean {
  const groups = listField(role, 'rules').flatMap((rule) => listField(rule, 'apiGroups'));
  return groups.some(
    (group) => typeof group === 'string' && (!group.includes('.') || group === 'rbac.authorization.k8s.io'),
  );
}
