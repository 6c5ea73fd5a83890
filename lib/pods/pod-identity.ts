import { nameOrObject } from '../construct/named-object';
import { Problem } from '../findings/problem';
import { object } from '../props/object';
import { custom, integerProblem } from '../props/scalar';
import { optional, Props, PropsOf } from '../props/schema';

/** The props of the pods' user and ServiceAccount. */
export const podIdentity = object({
  /**
   * The user, group and file system group that the containers run as, from 1. With `assigned` the platform assigns them, as OpenShift
   * does.
   * @default - 10001 for a BackendService; 999 for MongoDB, which is the user of its official image
   */
  runAsUser: optional(custom<number | 'assigned'>('an integer from 1 or "assigned"', userProblem)),
  /**
   * The name of a ServiceAccount that exists, or a ServiceAccount of the program. The construct then renders none.
   * @default - a ServiceAccount that the construct renders
   */
  serviceAccountName: optional(nameOrObject('ServiceAccount')),
});

/** The props of the pods' user and ServiceAccount, as a program writes them. */
export interface PodIdentityProps extends PropsOf<typeof podIdentity>, Props {}

function userProblem(user: unknown): Problem | undefined {
  return user === 'assigned' ? undefined : integerProblem(user, 1);
}
