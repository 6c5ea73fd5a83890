import { Findings, shown } from '../values/findings';
import { dnsLabelProblem } from '../values/names';
import { advised, listOf, oneOf, optional, record, Shapes, text } from '../values/shape';
import { DesiredUser, RemovedLogin } from './agent/contract';
import { credentialsShape } from './credentials-shape';
import { databaseProblem } from './database';
import { roleProblem } from './known-role';
import { customRolesShape, MongoCustomRole, MongoRole, rolesShape } from './role';
import { SecretRef } from '../secret-ref';
import { otherNamespaceProblem, plainSecretProblem } from '../secrets/secret-delivery';

export interface MongoUsersProps {
  /**
   * The users that the set has; one that is taken out of the list stays in the database, unless it is named in `removedUsers`.
   * @default - none
   */
  readonly users?: readonly MongoUser[];
  /**
   * Roles beyond MongoDB's own.
   * @default - none
   */
  readonly roles?: readonly MongoCustomRole[];
  /**
   * Users that the set must no longer have, by the names that they log in with. One that `users` also names is kept.
   * @default - none
   */
  readonly removedUsers?: readonly RemovedUser[];
}

/** A user that the set has as long as it is listed: name and password follow the Secret, roles follow the program. */
export interface MongoUser {
  /** The name is of letters, digits, `.`, `_`, `~` and `-`; the password of `passwordAlphabet`. The agent refuses others. */
  readonly credentials: SecretRef<'username' | 'password'>;
  readonly roles: readonly MongoRole[];
  /**
   * The database that the user logs in to.
   * @default 'admin'
   */
  readonly database?: string;
  /**
   * What the password may be of. `uri`: letters, digits, `.`, `_`, `~` and `-`, which stand for themselves in a connection string.
   * `printable`: all of ASCII from the blank to `~`; connections then leave the credentials out (`credentials: 'separate'`).
   * @default 'uri'
   */
  readonly passwordAlphabet?: PasswordAlphabet;
}

export type PasswordAlphabet = DesiredUser['passwordAlphabet'];

/** A user to remove, by the name that it logs in with. */
export interface RemovedUser {
  readonly username: string;
  /**
   * The database that it logs in to.
   * @default 'admin'
   */
  readonly database?: string;
}

const databaseShape = optional(advised(text, '"admin"'));

/** The Secret of a user. */
export const userShape = credentialsShape('mongo-user-admin', ['username', 'password']);

export const usersShapes: Shapes<MongoUsersProps> = {
  users: optional(
    advised(
      listOf(
        record<MongoUser>({
          credentials: userShape,
          roles: rolesShape,
          database: databaseShape,
          passwordAlphabet: optional(advised(oneOf('uri', 'printable'), '"uri"')),
        }),
      ),
      '[{ credentials, roles: [{ role: "readWrite", db: "user-admin" }] }]',
    ),
  ),
  roles: optional(customRolesShape),
  removedUsers: optional(
    advised(
      listOf(record<RemovedUser>({ username: advised(text, '"intern"'), database: databaseShape })),
      '[{ username: "intern" }]',
    ),
  ),
};

/** The database that a user logs in to. */
export function authenticationDatabase(user: { readonly database?: string }): string {
  return user.database ?? 'admin';
}

/** The users as the agent reads them. */
export function agentUsers(users: readonly MongoUser[]): DesiredUser[] {
  return users.map((user) => ({
    name: user.credentials.name,
    database: authenticationDatabase(user),
    roles: user.roles.map(({ role, db }) => ({ role, db })),
    passwordAlphabet: user.passwordAlphabet ?? 'uri',
  }));
}

/** The users to remove as the agent reads them. */
export function removedLogins(users: readonly RemovedUser[]): RemovedLogin[] {
  return users.map((user) => ({ username: user.username, database: authenticationDatabase(user) }));
}

/** The volume of a user's Secret: volumes are named by DNS labels, Secrets by subdomains. */
export function userVolume(secretName: string): string {
  return `user-${secretName.replaceAll('.', '-')}`;
}

/** Reports users that cannot be made: without roles, of Secrets elsewhere or used twice, in databases that cannot be. */
export function checkUsers(
  findings: Findings,
  users: readonly MongoUser[],
  namespace: string | undefined,
  own: readonly MongoCustomRole[] = [],
): void {
  const seen = new Set<string>();
  for (const { credentials, roles, database } of users) {
    const user = `user ${shown(credentials.name)}`;
    if (seen.has(userVolume(credentials.name)))
      findings.add(user, 'is named twice; write one user with the roles of both');
    seen.add(userVolume(credentials.name));
    findings.add(`${user}: the volume's name`, dnsLabelProblem(userVolume(credentials.name)));
    findings.add(user, otherNamespaceProblem(credentials, 'set', namespace));
    findings.add(user, plainSecretProblem(credentials.delivery));
    if (roles.length === 0) findings.add(user, 'has no roles, got []; write [{ role: "readWrite", db: "user-admin" }]');
    for (const role of roles) {
      findings.add(`${user}: role's db`, databaseProblem(role.db));
      findings.add(`${user}: roles`, roleProblem(role, own));
    }
    if (database !== undefined) findings.add(`${user}: database`, databaseProblem(database));
  }
}

/** Reports users to remove without a name, and the one that the members are. */
export function checkRemovedUsers(findings: Findings, users: readonly RemovedUser[]): void {
  for (const { username, database } of users) {
    const subject = `removed user ${shown(username)}`;
    if (username === '' || username === '__system')
      findings.add(subject, "must be a user's name; write the one that it logs in with");
    if (database !== undefined) findings.add(`${subject}: database`, databaseProblem(database));
  }
}
