// @ts-check
'use strict';

const { ownHost, readWanted } = require('./settings.js');

/**
 * @typedef {import('./decide.js').UserState} UserState
 * @typedef {import('./settings.js').RoleSettings} RoleSettings
 */

/** The roles as `wanted.json` wants them, and as the own mongod has them. */
class Roles {
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
    return Promise.all(readWanted(this.#settings.wanted).roles.map((role) => this.#state(role)));
  }

  /**
   * Makes one role what it is to be.
   * @param {string} name
   * @param {'create role' | 'change role'} change
   */
  async change(name, change) {
    this.#attempts.set(name, (this.#attempts.get(name) ?? 0) + 1);
    const wanted = readWanted(this.#settings.wanted).roles.find((candidate) => roleName(candidate) === name);
    if (wanted === undefined) return;
    const { role, db, privileges, roles } = wanted;
    const subject = change === 'create role' ? { createRole: role } : { updateRole: role };
    const writeConcern = { w: 'majority', wtimeout: 10000 };
    await this.#connections.run(this.#self, { ...subject, privileges, roles, writeConcern }, db);
    this.#attempts.delete(name);
  }

  /**
   * @param {RoleSettings} wanted
   * @returns {Promise<UserState>}
   */
  async #state(wanted) {
    const name = roleName(wanted);
    const attempts = this.#attempts.get(name) ?? 0;
    const { role, db } = wanted;
    const found = await this.#connections.run(this.#self, { rolesInfo: { role, db }, showPrivileges: true });
    const [stored] = found.roles;
    if (stored === undefined) return { name, state: 'missing role', attempts };
    return { name, state: rights(stored) === rights(wanted) ? 'converged' : 'wrong role', attempts };
  }
}

/** @param {{ role: string, db: string }} role */
function roleName({ role, db }) {
  return `${db}.${role}`;
}

/**
 * What a role allows, in one text: the server gives back the same rights in an order of its own.
 * @param {Pick<RoleSettings, 'privileges' | 'roles'>} role
 */
function rights({ privileges, roles }) {
  /** @type {Map<string, Set<string>>} */
  const actions = new Map();
  for (const privilege of privileges) {
    const resource = JSON.stringify(Object.entries(privilege.resource).sort());
    actions.set(resource, new Set([...(actions.get(resource) ?? []), ...privilege.actions]));
  }
  return JSON.stringify([
    [...actions].map(([resource, names]) => [resource, [...names].sort()]).sort(),
    roles.map(roleName).sort(),
  ]);
}

module.exports = { Roles, rights };
