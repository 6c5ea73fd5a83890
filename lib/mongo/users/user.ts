import { Findings } from '../../findings/findings';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { parsedProp } from '../../props/parsed-prop';
import { isPlainObject } from '../../findings/described';
import { Problem, quoted } from '../../findings/problem';
import { unlessThrown } from '../../findings/thrown';
import { oneOf, string } from '../../props/scalar';
import { Decided, decided, named, Props, PropsOf } from '../../props/schema';
import { DesiredUser } from '../agent/contract';
import { credentials } from './credentials';
import { roleProblem } from './role-names';
import { customRoles, databaseProblem, DecidedRole, MongoRole, mongoRole } from './role';
import { SecretRef } from '../../secrets/secret-ref';
import { otherNamespaceProblem, plainSecretProblem } from '../../secrets/sources/secret-delivery';

const database = string({ check: databaseProblem, example: '"admin"', default: 'admin' });

/** The Secret of a user. */
export const userCredentials = credentials('mongo-user-admin', ['username', 'password']);

const userTable = object({
  /** The Secret: a name of letters, digits, `.`, `_`, `~` and `-`, and a password of `passwordAlphabet`. The agent refuses others. */
  credentials: userCredentials,
  /** The roles, of which the user needs one. */
  roles: array(mongoRole, { check: rolesProblem, example: '[{ role: "readWrite", db: "user-admin" }]' }),
  /** The database that the user logs in to. @default 'admin' */
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
  /** The database that the user logs in to. @default 'admin' */
  database,
});

/** A user that the set has as long as it is listed: name and password follow the Secret, roles follow the program. */
export interface MongoUser extends PropsOf<typeof userTable>, Props {}

/** A user with every default decided. */
export interface DecidedMongoUser extends Decided<typeof userTable> {}

/** The characters that a password may have. */
export type PasswordAlphabet = DecidedMongoUser['passwordAlphabet'];

/** A user to remove, by the name that it logs in with. */
export interface RemovedUser extends PropsOf<typeof removedUser>, Props {}

/** The props of users and roles. */
export const users = object({
  /**
   * The users that the set has. A user that is taken out of the list stays in the database, unless it is named in `removedUsers`.
   * @default - none
   */
  users: array(named<MongoUser, DecidedMongoUser>(userTable), {
    example: '[{ credentials, roles: [{ role: "readWrite", db: "user-admin" }] }]',
    default: [],
  }),
  /** Roles beyond MongoDB's own. @default - none */
  roles: customRoles,
  /**
   * Users that the set must no longer have, by the names that they log in with. One that `users` also names is kept.
   * @default - none
   */
  removedUsers: array(named<RemovedUser, Decided<typeof removedUser>>(removedUser), {
    example: '[{ username: "intern" }]',
    default: [],
  }),
});

/**
 * Returns the users whose Secret is valid, with any role. They stand in for users that were reported, so that the connections of these
 * users are not reported too.
 */
export function usersWithSecrets(given: unknown): DecidedMongoUser[] {
  // From JavaScript, a list can be one that throws.
  const all = unlessThrown([], () => (Array.isArray(given) ? [...(given as readonly unknown[])] : []));
  return all.flatMap((user) => {
    const parsed = isPlainObject(user) ? parsedProp(userCredentials, user, 'credentials') : undefined;
    if (parsed?.typed !== true) return [];
    return [decided(userTable, { credentials: parsed.value, roles: [{ role: 'read', db: 'user-admin' }] })];
  });
}

/** Returns the user with these credentials, or with those that they are a copy of; undefined for one that the set does not list. */
export function userWith<User extends MongoUser>(
  users: readonly User[],
  credentials: { readonly name: string; readonly copyOf?: object | undefined },
): User | undefined {
  return users.find((user) => user.credentials === credentials || user.credentials === credentials.copyOf);
}

/** Returns the problem of credentials that no user of a set has. `list` is the name of the set's users where they are written. */
export function unlistedProblem(
  users: readonly MongoUser[],
  credentials: { readonly name: string; readonly copyOf?: object | undefined },
  list: string,
): Problem | undefined {
  if (userWith(users, credentials) !== undefined) return undefined;
  const names = users.map((user) => quoted(user.credentials.name)).join(', ') || 'none';
  const want = `must be one of the set's users (${names})`;
  return { code: 'unknown-reference', want, got: quoted(credentials.name), write: `add it to ${list}` };
}

/** Returns the database that a user logs in to; the default for one that the set does not list. */
export function authenticationDatabase(user: DecidedMongoUser | undefined): string {
  return decided(database, user?.database);
}

/** Returns the users as the agent reads them. */
export function agentUsers(users: readonly DecidedMongoUser[]): DesiredUser[] {
  return users.map(({ credentials, database, roles, passwordAlphabet }) => ({
    name: credentials.name,
    database,
    roles,
    passwordAlphabet,
  }));
}

/** Returns the volume of a user's Secret: volumes are named by DNS labels, Secrets by subdomains. */
export function userVolume(secretName: string): string {
  return `user-${secretName.replaceAll('.', '-')}`;
}

/** Reports users that are listed twice, users of Secrets that the agents cannot mount, and roles that do not exist. */
export function checkUsers(
  findings: Findings,
  users: readonly DecidedMongoUser[],
  namespace: string | undefined,
  own: readonly DecidedRole[],
): void {
  const seen = new Set<string>();
  for (const [index, { credentials, roles }] of users.entries()) {
    const place = `users[${index}]`;
    const volume = userVolume(credentials.name);
    const write = 'write one user with the roles of both';
    if (seen.has(volume))
      findings.add(place, { code: 'not-unique', want: 'must be listed once', got: quoted(credentials.name), write });
    seen.add(volume);
    checkUserSecret(findings, `${place}.credentials`, credentials, namespace);
    for (const [other, role] of roles.entries()) findings.add(`${place}.roles[${other}]`, roleProblem(role, own));
  }
}

/** Reports a user's Secret that the agents cannot mount. */
export function checkUserSecret(
  findings: Findings,
  place: string,
  secret: SecretRef,
  namespace: string | undefined,
): void {
  const longest = 63 - userVolume('').length;
  if (secret.name.length > longest)
    findings.add(place, {
      code: 'out-of-range',
      want: `must have a Secret's name of at most ${longest} characters`,
      got: `${quoted(secret.name)} with ${secret.name.length}`,
      write: 'write a shorter name',
    });
  findings.add(place, otherNamespaceProblem(secret, 'set', namespace));
  findings.add(place, plainSecretProblem(secret.delivery));
}

function usernameProblem(username: string): Problem | undefined {
  if (username !== '' && username !== '__system') return undefined;
  const want = "must be a user's name";
  return { code: 'invalid-value', want, got: quoted(username), write: 'write the name that the user logs in with' };
}

function rolesProblem(roles: readonly MongoRole[]): Problem | undefined {
  if (roles.length > 0) return undefined;
  const write = 'write [{ role: "readWrite", db: "user-admin" }]';
  return { code: 'out-of-range', want: 'must not be empty', got: '[]', write };
}
