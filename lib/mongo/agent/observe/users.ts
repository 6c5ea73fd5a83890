import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AgentSettings, DesiredState, DesiredUser, RemovedLogin, RoleName } from '../contract';
import { Credentials, readCredentials } from '../files/credentials';
import { Connections } from '../mongod/connections';
import { UserState } from '../observation';
import { roleName } from './roles';

interface StoredUser {
  readonly roles: readonly RoleName[];
  readonly credentials?: unknown;
}

/** Compares the desired users and their Secrets with the users of mongod. */
export class Users {
  /** Hashes of a password and the server's stored verifier that a login found to agree: while neither changes, no login is needed. */
  readonly #verified = new Map<string, string>();

  constructor(private readonly connections: Connections) {}

  /** Returns the states of the desired users and of those to remove. */
  observe({ users, removedUsers }: Pick<DesiredState, 'users' | 'removedUsers'>): Promise<UserState[]> {
    const logins = new Map(users.map((user) => [user, this.#login(user)]));
    return Promise.all([
      ...users.map((user) => refusedTwin(user, logins) ?? this.#state(user)),
      ...removedUsers.map((user) => this.#removal(user, users)),
    ]);
  }

  #login(user: DesiredUser): string | undefined {
    const found = userCredentials(this.connections.settings, user);
    return 'problem' in found ? undefined : loginName({ ...found, database: user.database });
  }

  async #state(user: DesiredUser): Promise<UserState> {
    const { name, database, roles } = user;
    const found = userCredentials(this.connections.settings, user);
    if ('problem' in found) return { name, state: 'refused', problem: found.problem };
    const { username, password } = found;
    const stored = await this.#stored({ username, database });
    if (stored === undefined) return { name, state: 'missing' };
    if (!sameRoles(stored.roles, roles)) return { name, state: 'wrong roles' };
    const pair = createHash('sha256')
      .update(JSON.stringify([username, password, stored.credentials]))
      .digest('hex');
    if (this.#verified.get(name) !== pair) {
      if (!(await this.connections.accepts(username, password, database))) return { name, state: 'wrong password' };
      this.#verified.set(name, pair);
    }
    return { name, state: 'synced' };
  }

  /** A user to remove stays as long as it may be one of the desired ones. */
  async #removal(user: RemovedLogin, desired: readonly DesiredUser[]): Promise<UserState> {
    const name = loginName(user);
    const isKept = desired
      .filter(({ database }) => database === user.database)
      .map((candidate) => userCredentials(this.connections.settings, candidate))
      .some((found) => 'problem' in found || found.username === user.username);
    if (isKept) return { name, state: 'synced' };
    return { name, state: (await this.#stored(user)) === undefined ? 'synced' : 'unwanted' };
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

/** Refuses the Secrets of two users with one name, which would change each other's password in turns. */
function refusedTwin(user: DesiredUser, logins: ReadonlyMap<DesiredUser, string | undefined>): UserState | undefined {
  const login = logins.get(user);
  const twin = [...logins.keys()].find((other) => other !== user && login !== undefined && logins.get(other) === login);
  if (twin === undefined) return undefined;
  return { name: user.name, state: 'refused', problem: `the Secret has the username of ${twin.name}` };
}

/** Returns true for the same roles in any order. */
export function sameRoles(some: readonly RoleName[], others: readonly RoleName[]): boolean {
  return some.map(roleName).sort().join() === others.map(roleName).sort().join();
}
