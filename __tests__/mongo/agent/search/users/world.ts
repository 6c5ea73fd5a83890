import { DesiredRole, DesiredUser, RemovedLogin, RoleName } from '../../../../../lib/mongo/agent/contract';
import { Change } from '../../../../../lib/mongo/agent/observation';

/** The users and roles that a program asks for, and the contents of their Secrets. */
export interface Accounts {
  readonly users?: readonly DesiredUser[];
  readonly roles?: readonly DesiredRole[];
  readonly removedUsers?: readonly RemovedLogin[];
  /** The username and password by the name of the Secret; undefined for one that is not there. */
  readonly secrets?: Readonly<Record<string, readonly [username: string, password: string]>>;
}

/** A user as the server has it. */
export interface StoredUser {
  readonly password: string;
  readonly roles: readonly RoleName[];
}

/** A set of two whose primary changes, and what it has of users and roles. Each pod has files of its own. */
export interface UsersWorld {
  readonly applied: number;
  readonly files: readonly number[];
  readonly leader: number;
  readonly elections: number;
  readonly due: readonly (Change | null)[];
  readonly failed: readonly (readonly string[])[];
  readonly users: Readonly<Record<string, StoredUser>>;
  readonly roles: Readonly<Record<string, DesiredRole>>;
}

/** The bounds of a search over users. */
export interface UsersScenario {
  readonly name: string;
  readonly plan: readonly Accounts[];
  readonly elections?: number;
  /** The username of a user with a role that the server does not have: it refuses the user. */
  readonly impossible?: string;
}

/** The members of the set. */
export const pods = [0, 1];

/** Returns values with another one in one place. */
export function replaced<Value>(values: readonly Value[], at: number, value: Value): Value[] {
  return values.map((other, place) => (place === at ? value : other));
}
