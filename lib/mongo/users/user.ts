import { DesiredUser } from '../agent/contract';
import { Findings, shown } from '../../findings/findings';
import { dnsLabelProblem } from '../../kubernetes/names';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { Problem } from '../../findings/problem';
import { oneOf, string } from '../../props/scalar';
import { Decided, decided, named, Props, PropsOf } from '../../props/schema';
import { credentials } from './credentials';
import { databaseProblem } from './database';
import { roleProblem } from './known-role';
import { customRoles, MongoCustomRole, roles } from './role';
import { otherNamespaceProblem, plainSecretProblem } from '../../secrets/sources/secret-delivery';

const database = string({ check: databaseProblem, example: '"admin"', default: 'admin' });

/** The Secret of a user. */
export const userCredentials = credentials('mongo-user-admin', ['username', 'password']);

const user = object({
  /** The Secret: a name of letters, digits, `.`, `_`, `~` and `-`, and a password of `passwordAlphabet`. The agent refuses others. */
  credentials: userCredentials,
  /** The roles, of which the user needs one. */
  roles,
  /**
   * The database that the user logs in to.
   * @default 'admin'
   */
  database,
  /**
   * The characters of the password. `uri`: letters, digits, `.`, `_`, `~` and `-`, which stand for themselves in a connection string.
   * `printable`: all of ASCII from the space to `~`; connections then leave the credentials out (`credentials: 'separate'`).
   * @default 'uri'
   */
  passwordAlphabet: oneOf(['uri', 'printable'], { example: '"uri"', default: 'uri' }),
});

const removedUser = object({
  /** The name that the user logs in with. */
  username: string({ check: usernameProblem, example: '"intern"' }),
  /**
   * The database that it logs in to.
   * @default 'admin'
   */
  database,
});

/** A user that the set has as long as it is listed: name and password follow the Secret, roles follow the program. */
export interface MongoUser extends PropsOf<typeof user>, Props {}

/** A user with every default decided. */
export interface DecidedUser extends Decided<typeof user> {}

/** The characters that a password may have. */
export type PasswordAlphabet = DecidedUser['passwordAlphabet'];

/** A user to remove, by the name that it logs in with. */
export interface RemovedUser extends PropsOf<typeof removedUser>, Props {}

/** A user to remove with every default decided. */
export interface DecidedRemovedUser extends Decided<typeof removedUser> {}

/** The props of users and roles. */
export const users = object({
  /**
   * The users that the set has; one that is taken out of the list stays in the database, unless it is named in `removedUsers`.
   * @default - none
   */
  users: array(named<MongoUser, DecidedUser>(user), {
    example: '[{ credentials, roles: [{ role: "readWrite", db: "user-admin" }] }]',
    default: [],
  }),
  /**
   * Roles beyond MongoDB's own.
   * @default - none
   */
  roles: customRoles,
  /**
   * Users that the set must no longer have, by the names that they log in with. One that `users` also names is kept.
   * @default - none
   */
  removedUsers: array(named<RemovedUser, DecidedRemovedUser>(removedUser), {
    example: '[{ username: "intern" }]',
    default: [],
  }),
});

/** The props of users and roles, as a program writes them. */
export interface MongoUsersProps extends PropsOf<typeof users>, Props {}

/** Returns the database that a user logs in to; the default for one that the set does not list. */
export function authenticationDatabase(user: DecidedUser | undefined): string {
  return decided(database, user?.database);
}

/** Returns the users as the agent reads them. */
export function agentUsers(users: readonly DecidedUser[]): DesiredUser[] {
  return users.map(({ credentials, database, roles, passwordAlphabet }) => ({
    name: credentials.name,
    database,
    roles: roles.map(({ role, db }) => ({ role, db })),
    passwordAlphabet,
  }));
}

/** Returns the volume of a user's Secret: volumes are named by DNS labels, Secrets by subdomains. */
export function userVolume(secretName: string): string {
  return `user-${secretName.replaceAll('.', '-')}`;
}

/** Reports users without roles, and users of Secrets that are elsewhere or used twice. */
export function checkUsers(
  findings: Findings,
  users: readonly DecidedUser[],
  namespace: string | undefined,
  own: readonly MongoCustomRole[] = [],
): void {
  const seen = new Set<string>();
  for (const { credentials, roles } of users) {
    const user = `user ${shown(credentials.name)}`;
    if (seen.has(userVolume(credentials.name)))
      findings.add(user, {
        code: 'not-unique',
        want: 'is named twice',
        write: 'write one user with the roles of both',
      });
    seen.add(userVolume(credentials.name));
    findings.add(`${user}: the volume's name`, dnsLabelProblem(userVolume(credentials.name)));
    findings.add(user, otherNamespaceProblem(credentials, 'set', namespace));
    findings.add(user, plainSecretProblem(credentials.delivery));
    const write = 'write [{ role: "readWrite", db: "user-admin" }]';
    if (roles.length === 0) findings.add(user, { code: 'out-of-range', want: 'has no roles', got: '[]', write });
    for (const role of roles) findings.add(`${user}: roles`, roleProblem(role, own));
  }
}

function usernameProblem(username: string): Problem | undefined {
  if (username !== '' && username !== '__system') return undefined;
  const want = "must be a user's name";
  return { code: 'invalid-value', want, got: shown(username), write: 'write the one that it logs in with' };
}
