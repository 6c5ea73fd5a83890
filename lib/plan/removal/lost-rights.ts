import { field, KubernetesManifest, listField, objectName, textField } from '../../manifests/manifest';
import { byIdentity, objectIdentity } from '../../manifests/object-identity';
import { podSpec } from '../../manifests/pod-template';
import { searchable } from '../../manifests/remembered';
import { Occurrence, Surroundings } from '../diff/effect';
import { holdsToken } from '../permissions/pod-permissions';

const kinds = ['RoleBinding', 'ClusterRoleBinding'];

/** The accounts that lose the rights of a role with a binding, or with their place in it, while pods still run as them. */
export function* lostRights(
  before: KubernetesManifest,
  after: KubernetesManifest | undefined,
  all: Surroundings,
): Generator<Occurrence> {
  if (!kinds.includes(before.kind)) return;
  const left = after === undefined ? [] : accountsOf(after);
  for (const account of accountsOf(before).filter((each) => !left.includes(each))) {
    const user = podsOf(all.after, account).find((pods) => holdsToken(pods, all.after));
    if (user === undefined || isBoundElsewhere(before, account, all)) continue;
    const role = textField(before, 'roleRef', 'name') ?? 'its role';
    yield {
      path: after === undefined ? [] : ['subjects'],
      message: `${objectName(user)} still runs as the account ${account.replace(/^.*\//, '')}, which no longer has the rights of ${role}`,
    };
  }
}

/** Tells whether another binding gives an account the same role, or a new one gives it any, as after a rename. */
function isBoundElsewhere(binding: KubernetesManifest, account: string, { before, after }: Surroundings): boolean {
  const roleOf = (each: KubernetesManifest): string => JSON.stringify(field(each, 'roleRef', 'name'));
  return bindingsOf(after, account)
    .filter((each) => objectIdentity(each) !== objectIdentity(binding))
    .some((each) => roleOf(each) === roleOf(binding) || byIdentity(before, objectIdentity(each)).length === 0);
}

const bindingsOf = searchable((manifest: KubernetesManifest) =>
  kinds.includes(manifest.kind) ? accountsOf(manifest) : [],
);

/** The accounts of a binding: `shop/api`. */
function accountsOf(binding: KubernetesManifest): string[] {
  return listField(binding, 'subjects')
    .filter((subject) => field(subject, 'kind') === 'ServiceAccount')
    .map((subject) => {
      const namespace = textField(subject, 'namespace') ?? binding.metadata.namespace ?? 'default';
      return `${namespace}/${textField(subject, 'name') ?? ''}`;
    });
}

const podsOf = searchable((manifest: KubernetesManifest) => {
  const pod = podSpec(manifest)?.value;
  if (pod === undefined) return [];
  return [`${manifest.metadata.namespace ?? 'default'}/${textField(pod, 'serviceAccountName') ?? 'default'}`];
});
