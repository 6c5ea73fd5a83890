import { field, KubernetesManifest, objectName, textField } from '../../manifests/manifest';
import { byIdentity, objectIdentity } from '../../manifests/object-identity';
import { Occurrence, Surroundings } from '../diff/effect';
import { bindingsOf, boundAccounts, runningAs } from '../permissions/accounts';
import { holdsToken } from '../permissions/pod-permissions';

/** The accounts that lose the rights of a role with a binding, or with their place in it, while pods still run as them. */
export function* lostRights(
  before: KubernetesManifest,
  after: KubernetesManifest | undefined,
  all: Surroundings,
): Generator<Occurrence> {
  const left = after === undefined ? [] : boundAccounts(after);
  for (const account of boundAccounts(before).filter((each) => !left.includes(each))) {
    const user = runningAs(all.after, account).find((pods) => holdsToken(pods, all.after));
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
