import { join } from 'node:path';
import { AgentSettings, DesiredRole, DesiredState, DesiredUser, RemovedLogin, RoleName } from '../contract';
import { canonical } from '../decide/member-options';
import { sha256 } from '../files/certificate';
import { Credentials, usableCredentials } from '../files/credentials';
import { Connections } from '../mongod/connections';
import { UserState } from '../observation';

interface StoredUser {
  readonly roles: readonly RoleName[];
  readonly credentials?: unknown;
}

/** A desired user and its Secret. */
interface Account {
  readonly user: DesiredUser;
  readonly found: Credentials | { readonly problem: string };
}

type DesiredUsers = Pick<DesiredState, 'users' | 'removedUsers'>;

/** The rights of a role or, without privileges, of a user. */
type Rights = Partial<Pick<DesiredRole, 'privileges'>> & Pick<DesiredRole, 'roles'>;

/**
 * Returns a function that compares the desired users and their Secrets with the users of mongod, and returns the states of the desired
 * users and of those to remove.
 */
export function usersObserver(mongods: Connections): (desired: DesiredUsers) => Promise<UserState[]> {
  // Hashes of a password and the server's stored verifier that a login found to agree: while neither changes, no login is needed.
  const verified = new Map<string, string>();

  const storedUser = async ({ username, database }: RemovedLogin): Promise<StoredUser | undefined> => {
    const command = { usersInfo: { user: username, db: database }, showCredentials: true };
    return ((await mongods.local(command)) as { users: readonly StoredUser[] }).users[0];
  };

  // Two Secrets with one username are refused: they would change each other's password in turns.
  const userState = async ({ user, found }: Account, accounts: readonly Account[]): Promise<UserState> => {
    const { name, database, roles } = user;
    if ('problem' in found) return { name, state: 'refused', problem: found.problem };
    const { username, password } = found;
    const login = { username, database };
    const twin = accounts.find((other) => other.user !== user && hasLogin(other, login));
    if (twin) return { name, state: 'refused', problem: `the Secret has the username of ${twin.user.name}` };
    const stored = await storedUser(login);
    if (!stored) return { name, state: 'missing' };
    if (rights(stored) !== rights({ roles })) return { name, state: 'wrong roles' };
    const hash = sha256(JSON.stringify([username, password, stored.credentials]));
    if (verified.get(name) !== hash && !(await mongods.accepts(username, password, database)))
      return { name, state: 'wrong password' };
    verified.set(name, hash);
    return { name, state: 'synced' };
  };

  // A user to remove stays as long as it may be one of the desired ones.
  const removal = async (login: RemovedLogin, accounts: readonly Account[]): Promise<UserState> => {
    const isKept = accounts.some(
      (account) => hasLogin(account, login) || ('problem' in account.found && account.user.database === login.database),
    );
    return { name: loginName(login), state: !isKept && (await storedUser(login)) ? 'unwanted' : 'synced' };
  };

  return ({ users, removedUsers }) => {
    const accounts = users.map((user) => ({ user, found: userCredentials(mongods.settings, user) }));
    return Promise.all([
      ...accounts.map((account) => userState(account, accounts)),
      ...removedUsers.map((login) => removal(login, accounts)),
    ]);
  };
}

/** Reads the Secret of a user. */
export function userCredentials(
  { users }: Pick<AgentSettings, 'users'>,
  { name, passwordAlphabet }: DesiredUser,
): Credentials | { readonly problem: string } {
  return usableCredentials(join(users, name), passwordAlphabet);
}

/** Returns the name that a user logs in with and its database, such as `admin.app`. */
export function loginName({ username, database }: RemovedLogin): string {
  return `${database}.${username}`;
}

function hasLogin({ user, found }: Account, { username, database }: RemovedLogin): boolean {
  return !('problem' in found) && found.username === username && user.database === database;
}

/** Returns true if the set holds users. */
export async function holdsUsers(mongods: Connections): Promise<boolean> {
  const command = { find: 'system.users', projection: { _id: 1 }, limit: 1, singleBatch: true };
  const { cursor } = (await mongods.local(command)) as { cursor: { firstBatch: readonly object[] } };
  return cursor.firstBatch.length > 0;
}

/** Compares the desired roles with those of mongod. */
export function observeRoles(mongods: Connections, { roles }: Pick<DesiredState, 'roles'>): Promise<UserState[]> {
  return Promise.all(
    roles.map(async (desired) => {
      const { role, db } = desired;
      const command = { rolesInfo: { role, db }, showPrivileges: true };
      const [stored] = ((await mongods.local(command)) as { roles: readonly Rights[] }).roles;
      const state =
        stored === undefined ? 'missing role' : rights(stored) === rights(desired) ? 'synced' : 'wrong role';
      return { name: roleName(desired), state };
    }),
  );
}

/** Returns the name of a role with its database, such as `admin.auditor`. */
export function roleName({ role, db }: RoleName): string {
  return `${db}.${role}`;
}

/** Returns the rights of a role or user as one string: the server returns the same rights in an order of its own. */
export function rights({ privileges = [], roles }: Rights): string {
  const actions = new Map<string, Set<string>>();
  for (const privilege of privileges) {
    const resource = canonical(privilege.resource);
    actions.set(resource, new Set([...(actions.get(resource) ?? []), ...privilege.actions]));
  }
  return JSON.stringify([
    [...actions].map(([resource, names]) => [resource, [...names].sort()]).sort(),
    roles.map(roleName).sort(),
  ]);
}
