// @ts-check
'use strict';

const { createHash } = require('crypto');
const { join } = require('path');
const { readCredentials } = require('./credentials.js');
const { ownHost, readUsers } = require('./settings.js');

/**
 * @typedef {import('./decide.js').UserState} UserState
 * @typedef {import('./settings.js').UserSettings} UserSettings
 * @typedef {{ role: string, db: string }[]} Roles
 */

/** The users as the Secrets and `users.json` want them, and as the own mongod has them. */
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
    return Promise.all(readUsers(this.#settings.users).map((user) => this.#state(user)));
  }

  /**
   * Makes one user what it is to be: the user is created, or what differs is changed.
   * @param {string} name
   * @param {'create user' | 'change password' | 'change roles'} change
   */
  async change(name, change) {
    this.#attempts.set(name, (this.#attempts.get(name) ?? 0) + 1);
    const user = readUsers(this.#settings.users).find((candidate) => candidate.name === name);
    const credentials = readCredentials(join(this.#settings.credentials, name));
    if (user === undefined || 'problem' in credentials) return;
    const { username, password } = credentials;
    const fields =
      change === 'create user'
        ? { createUser: username, pwd: password, roles: user.roles, mechanisms: ['SCRAM-SHA-256'] }
        : { updateUser: username, ...(change === 'change password' ? { pwd: password } : { roles: user.roles }) };
    await this.#connections.run(
      this.#self,
      { ...fields, writeConcern: { w: 'majority', wtimeout: 10000 } },
      user.database,
    );
    this.#attempts.delete(name);
  }

  /**
   * @param {UserSettings} user
   * @returns {Promise<UserState>}
   */
  async #state({ name, database, roles }) {
    const attempts = this.#attempts.get(name) ?? 0;
    const credentials = readCredentials(join(this.#settings.credentials, name));
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
