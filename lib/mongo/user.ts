import { Findings, shown } from '../values/findings';
import { dnsLabelProblem } from '../values/names';
import { SecretRef } from '../secret-ref';

/** MongoDB's built-in roles of one database. https://www.mongodb.com/docs/manual/reference/built-in-roles/ */
export type BuiltInRole =
  | 'read'
  | 'readWrite'
  | 'dbAdmin'
  | 'userAdmin'
  | 'dbOwner'
  | 'clusterMonitor'
  | 'clusterManager'
  | 'clusterAdmin'
  | 'hostManager'
  | 'backup'
  | 'restore'
  | 'readAnyDatabase'
  | 'readWriteAnyDatabase'
  | 'userAdminAnyDatabase'
  | 'dbAdminAnyDatabase'
  | 'root';

/** A role on a database; any other name is one that an administrator made. */
export interface MongoRole {
  readonly role: BuiltInRole | (string & Record<never, never>);
  readonly db: string;
}

/** A user that the set has as long as it is listed: name and password follow the Secret, roles follow the program. */
export interface MongoUser {
  /** Letters, digits, `.`, `_`, `~` and `-` alone, for both stand in a URI: the agent refuses others. */
  readonly credentials: SecretRef<'username' | 'password'>;
  readonly roles: readonly MongoRole[];
  /**
   * The database that the user logs in to.
   * @default 'admin'
   */
  readonly database?: string;
}

/** What the agent reads of a user: `name` is the directory of the Secret's files. */
export interface AgentUser {
  readonly name: string;
  readonly database: string;
  readonly roles: readonly MongoRole[];
}

/** The database that a user logs in to. */
export function authenticationDatabase(user: MongoUser): string {
  return user.database ?? 'admin';
}

/** The users as the agent reads them. */
export function agentUsers(users: readonly MongoUser[]): AgentUser[] {
  return users.map((user) => ({
    name: user.credentials.name,
    database: authenticationDatabase(user),
    roles: user.roles.map(({ role, db }) => ({ role, db })),
  }));
}

/** The volume of a user's Secret: volumes are named by DNS labels, Secrets by subdomains. */
export function userVolume(secretName: string): string {
  return `user-${secretName.replaceAll('.', '-')}`;
}

/** Reports users that cannot be made: without roles, of Secrets elsewhere or used twice, in databases that cannot be. */
export function checkUsers(findings: Findings, users: readonly MongoUser[], namespace: string | undefined): void {
  const seen = new Set<string>();
  for (const { credentials, roles, database } of users) {
    const user = `user ${shown(credentials.name)}`;
    if (seen.has(userVolume(credentials.name)))
      findings.add(user, 'is named twice; write one user with the roles of both');
    seen.add(userVolume(credentials.name));
    findings.add(`${user}: the volume's name`, dnsLabelProblem(userVolume(credentials.name)));
    if (credentials.namespace !== namespace)
      findings.add(
        user,
        `must be a Secret of the set's namespace, got one of ${shown(credentials.namespace)}; make the SecretRef in the set's chart`,
      );
    if (roles.length === 0) findings.add(user, 'has no roles, got []; write [{ role: "readWrite", db: "user-admin" }]');
    for (const { db } of roles) findings.add(`${user}: role's db`, databaseProblem(db));
    if (database !== undefined) findings.add(`${user}: database`, databaseProblem(database));
  }
}

/** What is wrong with a database's name. https://www.mongodb.com/docs/manual/reference/limits/#naming-restrictions */
export function databaseProblem(name: unknown): string | undefined {
  if (typeof name === 'string' && name.length > 0 && name.length < 64 && !/[/\\. "$*<>:|?\0]/.test(name))
    return undefined;
  return `must be 1 to 63 characters without blanks and without any of /\\."$*<>:|?, got ${shown(name)}; write a name such as "user-admin"`;
}
