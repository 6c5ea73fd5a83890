// @ts-check
'use strict';

const { isRefusal } = require('./connections.js');
const { difference, elected, ordinary, wantedMembers } = require('./member-options.js');
const { memberHost, memberOrdinal, ownHost, readWanted } = require('./settings.js');

/**
 * @typedef {import('./decide.js').Action} Action
 * @typedef {{ version: number, settings: object, members: ({ _id: number, host: string } & Partial<MemberOptions>)[] }} Configuration
 * @typedef {import('./member-options.js').MemberOptions} MemberOptions
 */

/** Carries out one action on the own mongod. Whatever the server refuses is thrown, and decided upon anew in the next turn. */
class Actor {
  #settings;
  #connections;
  #users;
  #roles;
  #compatibility;
  #tls;
  #self;

  /**
   * @param {object} parts
   * @param {import('./settings.js').Settings} parts.settings
   * @param {import('./connections.js').Connections} parts.connections
   * @param {import('./users.js').Users} parts.users
   * @param {import('./roles.js').Roles} parts.roles
   * @param {import('./compatibility.js').CompatibilityVersion} parts.compatibility
   * @param {import('./tls.js').Tls} parts.tls
   */
  constructor({ settings, connections, users, roles, compatibility, tls }) {
    this.#settings = settings;
    this.#connections = connections;
    this.#users = users;
    this.#roles = roles;
    this.#compatibility = compatibility;
    this.#tls = tls;
    this.#self = ownHost(settings);
  }

  /** @param {Action} action */
  async act(action) {
    switch (action.kind) {
      case 'initiate':
        return this.#initiate(action.ordinals);
      case 'add':
        return this.#add(action.ordinals);
      case 'remove':
        return this.#reconfigure((members) =>
          members.filter(({ host }) => host !== memberHost(this.#settings, action.ordinal)),
        );
      case 'configure':
        return this.#reconfigure(
          (members) =>
            members.map((member) => ({
              ...member,
              ...action.members[memberOrdinal(this.#settings, member.host) ?? -1],
            })),
          { electionTimeoutMillis: action.electionTimeoutMillis },
        );
      case 'step down':
        return this.#run({ replSetStepDown: 60, secondaryCatchUpPeriodSecs: 10 });
      case 'reconnect':
        return this.#run({ dropConnections: 1, hostAndPort: action.hosts });
      case 'restart mongod':
        return this.#end();
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
      case 'renew certificate':
        return this.#tls.renew();
      case 'raise TLS':
        return this.#tls.raise();
      case 'rest':
      case 'wait':
    }
  }

  /** A mongod that ends answers nothing. */
  async #end() {
    try {
      await this.#run({ shutdown: 1, force: true });
    } catch (error) {
      if (isRefusal(error)) throw error;
    }
  }

  /**
   * A set begins with the options that are wanted; but the member that initiates it must be one that may be primary.
   * @param {number[]} ordinals
   */
  #initiate(ordinals) {
    const { topology } = readWanted(this.#settings.wanted);
    const options = wantedMembers(topology, ordinals.length).map((given, ordinal) =>
      ordinal === 0 ? elected(given) : given,
    );
    const members = this.#added([], ordinals, options);
    const settings = { electionTimeoutMillis: topology.electionTimeoutMillis };
    return this.#run({ replSetInitiate: { _id: this.#settings.name, members, settings } });
  }

  /** @param {number[]} ordinals */
  #add(ordinals) {
    const { topology } = readWanted(this.#settings.wanted);
    const options = wantedMembers(topology, Math.max(...ordinals) + 1);
    return this.#reconfigure((members) => [...members, ...this.#added(members, ordinals, options)]);
  }

  /**
   * A reconfiguration of the version that was just read: if another one came between, the server refuses this one.
   * @param {(members: Configuration['members']) => Configuration['members']} change
   * @param {object} settings those to change
   */
  async #reconfigure(change, settings = {}) {
    /** @type {{ config: Configuration }} */
    const { config } = await this.#run({ replSetGetConfig: 1 });
    return this.#run({
      replSetReconfig: {
        ...config,
        version: config.version + 1,
        members: change(config.members),
        settings: { ...config.settings, ...settings },
      },
      maxTimeMS: 20000,
    });
  }

  /**
   * Members with their ordinals as ids, or, where an id is taken, the next free one, and with what is not ordinary of them.
   * @param {Configuration['members']} members
   * @param {number[]} ordinals
   * @param {readonly MemberOptions[]} options by ordinal
   */
  #added(members, ordinals, options) {
    const taken = new Set(members.map(({ _id }) => _id));
    return ordinals.map((ordinal) => {
      let id = ordinal;
      while (taken.has(id)) id += 1;
      taken.add(id);
      return {
        _id: id,
        host: memberHost(this.#settings, ordinal),
        ...difference(ordinary, options[ordinal] ?? ordinary),
      };
    });
  }

  /** @param {object} command */
  #run(command) {
    return this.#connections.run(this.#self, command);
  }
}

module.exports = { Actor };
