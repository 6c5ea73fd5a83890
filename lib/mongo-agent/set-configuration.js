// @ts-check
'use strict';

const { optionsOf } = require('./member-options.js');
const { placesOf } = require('./places.js');
const { ownHost, readWanted } = require('./settings.js');

/**
 * @typedef {import('./decide.js').Observed} Observed
 */

/** What a primary's configuration holds beside the members' hosts, and what is wanted of it. */
class SetConfiguration {
  #connections;
  #settings;

  /**
   * @param {import('./connections.js').Connections} connections
   * @param {import('./settings.js').Settings} settings
   */
  constructor(connections, settings) {
    this.#connections = connections;
    this.#settings = settings;
  }

  /**
   * @param {Observed['members']} members
   * @returns {Promise<Pick<Observed, 'members' | 'topology'>>}
   */
  async observe(members) {
    const { topology: wanted } = readWanted(this.#settings.wanted);
    const { config } = await this.#connections.run(ownHost(this.#settings), { replSetGetConfig: 1 });
    /** @type {Map<string, import('./member-options.js').MemberOptions>} */
    const options = new Map(config.members.map((/** @type {any} */ member) => [member.host, optionsOf(member)]));
    return {
      members: members.map((member) => ({ ...member, options: options.get(member.host) })),
      topology: {
        wanted,
        electionTimeoutMillis: Number(config.settings.electionTimeoutMillis),
        places: wanted.zoneTags ? await placesOf(this.#settings, members) : {},
      },
    };
  }
}

module.exports = { SetConfiguration };
