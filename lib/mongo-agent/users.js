// @ts-check
'use strict';

const { createHash } = require('crypto');
const { join } = require('path');
const { readCredentials } = require('./credentials.js');
const { ownHost, readWanted } = require('./settings.js');

/**
 * @typedef {import('./decide.js').UserState} UserState
 * @typedef {import('./settings.js').UserSettings} UserSettings
 * @typedef {import('./settings.js').RoleName[]} Roles
 */

/** The users as the Secrets and `wanted.json` want them, and as the own mongod has them. */
class Users {
  /**
   * The password and the server's stored verifier that a login found to agree: as long as neither changes, no login is needed.
   * @type {Map<string, string>}
   */
  #verified = new Map();
  /** @type {Map<string, number>} */
  #attempts = new Map();
  #connections;
  #settings;
  #self;

  /**
   * @param {import('./connections.js').Connections} connections
   * @param {import('./settings.js').Settings} settings
   */
  constructor(connections, settings) {
    this.#connections = connections;
    this.#settings = settings;
    this.#self = ownHost(settings);
  }

  /** @returns {Promise<UserState[]>} */
  async observe() {
    const { users, removedUsers } = readWanted(this.#settings.wanted);
    const logins = new Map(users.map((user) => [user, this.#login(user)]));
    return Promise.all([
      ...users.map((user) => refusedTwin(user, logins) ?? this.#state(user)),
      ...removedUsers.map((user) => this.#removal(user, users)),
    ]);
  }

  /**
   * Makes one user what it is to be: the user is created, what differs is changed, or the user is removed.
   * @param {string} name
   * @param {'create user' | 'change password' | 'change roles' | 'remove user'} change
   */
  async change(name, change) {
    this.#attempts.set(name, (this.#attempts.get(name) ?? 0) + 1);
    const command = change === 'remove user' ? this.#removing(name) : this.#changing(name, change);
    if (command === undefined) return;
    const { database, ...fields } = command;
    const writeConcern = { w: 'majority', wtimeout: 10000 };
    await this.#connections.run(this.#self, { ...fields, writeConcern }, database);
    this.#attempts.delete(name);
  }

  /**
   * @param {string} name
   * @param {'create user' | 'change password' | 'change roles'} change
   */
  #changing(name, change) {
    const user = readWanted(this.#settings.wanted).users.find((candidate) => candidate.name === name);
    if (user === undefined) return undefined;
    const { database, roles } = user;
    const credentials = this.#credentials(user);
    if ('problem' in credentials) return undefined;
    const { username, password: pwd } = credentials;
    switch (change) {
      case 'create user':
        return { createUser: username, pwd, roles, mechanisms: ['SCRAM-SHA-256'], database };
      case 'change password':
        return { updateUser: username, pwd, database };
      case 'change roles':
        return { updateUser: username, roles, database };
    }
  }

  /** @param {string} name */
  #removing(name) {
    const user = readWanted(this.#settings.wanted).removedUsers.find((candidate) => loginName(candidate) === name);
    return user === undefined ? undefined : { dropUser: user.username, database: user.database };
  }

  /** @param {UserSettings} user */
  #credentials({ name, passwordAlphabet }) {
    return readCredentials(join(this.#settings.credentials, name), passwordAlphabet);
  }

  /** @param {UserSettings} user */
  #login(user) {
    const credentials = this.#credentials(user);
    return 'problem' in credentials ? undefined : loginName({ ...credentials, database: user.database });
  }

  /**
   * @param {UserSettings} user
   * @returns {Promise<UserState>}
   */
  async #state(user) {
    const { name, database, roles } = user;
    const attempts = this.#attempts.get(name) ?? 0;
    const credentials = this.#credentials(user);
    if ('problem' in credentials) return { name, state: 'refused', problem: credentials.problem, attempts };
    const { username, password } = credentials;
    const found = await this.#connections.run(this.#self, {
      usersInfo: { user: username, db: database },
      showCredentials: true,
    });
    const [stored] = found.users;
    if (stored === undefined) return { name, state: 'missing', attempts };
    if (!sameRoles(stored.roles, roles)) return { name, state: 'wrong roles', attempts };
    const pair = createHash('sha256')
      .update(JSON.stringify([username, password, stored.credentials]))
      .digest('hex');
    if (this.#verified.get(name) !== pair) {
      if (!(await this.#connections.accepts(this.#self, { username, password, database })))
        return { name, state: 'wrong password', attempts };
      this.#verified.set(name, pair);
    }
    return { name, state: 'converged', attempts };
  }

  /**
   * A user to remove stays as long as it may be one of the wanted ones.
   * @param {{ username: string, database: string }} user
   * @param {UserSettings[]} wanted
   * @returns {Promise<UserState>}
   */
  async #removal(user, wanted) {
    const name = loginName(user);
    const attempts = this.#attempts.get(name) ?? 0;
    const kept = wanted
      .filter(({ database }) => database === user.database)
      .map((candidate) => this.#credentials(candidate))
      .some((credentials) => 'problem' in credentials || credentials.username === user.username);
    if (kept) return { name, state: 'converged', attempts };
    const found = await this.#connections.run(this.#self, { usersInfo: { user: user.username, db: user.database } });
    return { name, state: found.users.length === 0 ? 'converged' : 'unwanted', attempts };
  }
}

/**
 * Two Secrets with one name would change each other's password in turns.
 * @param {UserSettings} user
 * @param {ReadonlyMap<UserSettings, string | undefined>} logins of all users, undefined for a Secret that cannot be used
 * @returns {UserState | undefined}
 */
function refusedTwin(user, logins) {
  const login = logins.get(user);
  const twin = [...logins.keys()].find((other) => other !== user && login !== undefined && logins.get(other) === login);
  if (twin === undefined) return undefined;
  return { name: user.name, state: 'refused', problem: `the Secret has the username of ${twin.name}`, attempts: 0 };
}

/** @param {{ username: string, database: string }} user */
function loginName({ username, database }) {
  return `${database}.${username}`;
}

/**
 * @param {Roles} some
 * @param {Roles} others
 */
function sameRoles(some, others) {
  const text = (/** @type {Roles} */ roles) =>
    roles
      .map(({ role, db }) => `${db}.${role}`)
      .sort()
      .join();
  return text(some) === text(others);
}

module.exports = { Users, sameRoles };
