import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AgentSettings, DesiredRole, DesiredState, DesiredUser, RemovedLogin, RoleName } from '../contract';
import { Credentials, readCredentials } from '../files/credentials';
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

/** The rights of a role or, without privileges, of a user. */
type Rights = Partial<Pick<DesiredRole, 'privileges'>> & Pick<DesiredRole, 'roles'>;

/** Compares the desired users and their Secrets with the users of mongod. */
export class Users {
  /** Hashes of a password and the server's stored verifier that a login found to agree: while neither changes, no login is needed. */
  readonly #verified = new Map<string, string>();

  constructor(private readonly connections: Connections) {}

  /** Returns the states of the desired users and of those to remove. */
  observe({ users, removedUsers }: Pick<DesiredState, 'users' | 'removedUsers'>): Promise<UserState[]> {
    const accounts = users.map((user) => ({ user, found: userCredentials(this.connections.settings, user) }));
    return Promise.all([
      ...accounts.map((account) => this.#state(account, accounts)),
      ...removedUsers.map((user) => this.#removal(user, accounts)),
    ]);
  }

  /** Two Secrets with one username are refused: they would change each other's password in turns. */
  async #state({ user, found }: Account, accounts: readonly Account[]): Promise<UserState> {
    const { name, database, roles } = user;
    if ('problem' in found) return { name, state: 'refused', problem: found.problem };
    const { username, password } = found;
    const twin = accounts.find((other) => other.user !== user && hasLogin(other, { username, database }));
    if (twin) return { name, state: 'refused', problem: `the Secret has the username of ${twin.user.name}` };
    const stored = await this.#stored({ username, database });
    if (!stored) return { name, state: 'missing' };
    if (rights(stored) !== rights({ roles })) return { name, state: 'wrong roles' };
    const verified = JSON.stringify([username, password, stored.credentials]);
    const pair = createHash('sha256').update(verified).digest('hex');
    if (this.#verified.get(name) !== pair) {
      if (!(await this.connections.accepts(username, password, database))) return { name, state: 'wrong password' };
      this.#verified.set(name, pair);
    }
    return { name, state: 'synced' };
  }

  /** A user to remove stays as long as it may be one of the desired ones. */
  async #removal(login: RemovedLogin, accounts: readonly Account[]): Promise<UserState> {
    const isKept = accounts.some(
      (account) => hasLogin(account, login) || ('problem' in account.found && account.user.database === login.database),
    );
    const state = !isKept && (await this.#stored(login)) ? 'unwanted' : 'synced';
    return { name: loginName(login), state };
  }

  async #stored({ username, database }: RemovedLogin): Promise<StoredUser | undefined> {
    const command = { usersInfo: { user: username, db: database }, showCredentials: true };
    const { users } = (await this.connections.local(command)) as { users: readonly StoredUser[] };
    return users[0];
  }
}

/** Reads the Secret of a user. */
export function userCredentials(
  { users }: Pick<AgentSettings, 'users'>,
  { name, passwordAlphabet }: DesiredUser,
): Credentials | { readonly problem: string } {
  return readCredentials(join(users, name), passwordAlphabet);
}

/** Returns the name that a user logs in with and its database, such as `admin.app`. */
export function loginName({ username, database }: RemovedLogin): string {
  return `${database}.${username}`;
}

function hasLogin({ user, found }: Account, { username, database }: RemovedLogin): boolean {
  return !('problem' in found) && found.username === username && user.database === database;
}

/** Compares the desired roles with those of mongod. */
export function observeRoles(connections: Connections, { roles }: Pick<DesiredState, 'roles'>): Promise<UserState[]> {
  return Promise.all(
    roles.map(async (desired) => {
      const { role, db } = desired;
      const command = { rolesInfo: { role, db }, showPrivileges: true };
      const [stored] = ((await connections.local(command)) as { roles: readonly Rights[] }).roles;
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
    const resource = JSON.stringify(Object.entries(privilege.resource).sort());
    actions.set(resource, new Set([...(actions.get(resource) ?? []), ...privilege.actions]));
  }
  return JSON.stringify([
    [...actions].map(([resource, names]) => [resource, [...names].sort()]).sort(),
    roles.map(roleName).sort(),
  ]);
}
