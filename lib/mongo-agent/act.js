// @ts-check
'use strict';

const { memberHost, ownHost } = require('./settings.js');

/**
 * @typedef {import('./decide.js').Action} Action
 * @typedef {{ version: number, members: { _id: number, host: string }[] }} Configuration
 */

/** Carries out one action on the own mongod. Whatever the server refuses is thrown, and decided upon anew in the next turn. */
class Actor {
  #settings;
  #connections;
  #users;
  #roles;
  #compatibility;
  #self;

  /**
   * @param {object} parts
   * @param {import('./settings.js').Settings} parts.settings
   * @param {import('./connections.js').Connections} parts.connections
   * @param {import('./users.js').Users} parts.users
   * @param {import('./roles.js').Roles} parts.roles
   * @param {import('./compatibility.js').CompatibilityVersion} parts.compatibility
   */
  constructor({ settings, connections, users, roles, compatibility }) {
    this.#settings = settings;
    this.#connections = connections;
    this.#users = users;
    this.#roles = roles;
    this.#compatibility = compatibility;
    this.#self = ownHost(settings);
  }

  /** @param {Action} action */
  async act(action) {
    switch (action.kind) {
      case 'initiate':
        return this.#run({ replSetInitiate: { _id: this.#settings.name, members: this.#added([], action.ordinals) } });
      case 'add':
        return this.#reconfigure((members) => [...members, ...this.#added(members, action.ordinals)]);
      case 'remove':
        return this.#reconfigure((members) =>
          members.filter(({ host }) => host !== memberHost(this.#settings, action.ordinal)),
        );
      case 'step down':
        return this.#run({ replSetStepDown: 60, secondaryCatchUpPeriodSecs: 10 });
      case 'restart mongod':
        return this.#run({ shutdown: 1, force: true });
      case 'create user':
      case 'change password':
      case 'change roles':
      case 'remove user':
        return this.#users.change(action.user, action.kind);
      case 'create role':
      case 'change role':
        return this.#roles.change(action.role, action.kind);
      case 'raise compatibility':
        return this.#compatibility.raise(action.version);
      case 'rest':
      case 'wait':
    }
  }

  /**
   * A reconfiguration of the version that was just read: if another one came between, the server refuses this one.
   * @param {(members: Configuration['members']) => Configuration['members']} change
   */
  async #reconfigure(change) {
    /** @type {{ config: Configuration }} */
    const { config } = await this.#run({ replSetGetConfig: 1 });
    return this.#run({
      replSetReconfig: { ...config, version: config.version + 1, members: change(config.members) },
      maxTimeMS: 20000,
    });
  }

  /**
   * Members with their ordinals as ids, or, where an id is taken, the next free one.
   * @param {Configuration['members']} members
   * @param {number[]} ordinals
   */
  #added(members, ordinals) {
    const taken = new Set(members.map(({ _id }) => _id));
    return ordinals.map((ordinal) => {
      let id = ordinal;
      while (taken.has(id)) id += 1;
      taken.add(id);
      return { _id: id, host: memberHost(this.#settings, ordinal) };
    });
  }

  /** @param {object} command */
  #run(command) {
    return this.#connections.run(this.#self, command);
  }
}

module.exports = { Actor };
