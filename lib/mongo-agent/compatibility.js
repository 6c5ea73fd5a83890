// @ts-check
'use strict';

const { ownHost, readWanted } = require('./settings.js');

/**
 * @typedef {import('./decide.js').Compatibility} Compatibility
 */

// From this series on the server wants to hear that it is meant.
const confirmedFrom = '7.0';

/** The data format that the set has, the one that it is to have, and who could not read it. */
class CompatibilityVersion {
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

  /**
   * @param {readonly { host: string }[]} members
   * @returns {Promise<Compatibility | undefined>} undefined if nothing is wanted, or the set has it
   */
  async observe(members) {
    const { featureCompatibilityVersion: wanted } = readWanted(this.#settings.wanted);
    if (wanted === undefined) return undefined;
    const answer = await this.#connections.run(this.#self, { getParameter: 1, featureCompatibilityVersion: 1 });
    const { version: current, targetVersion } = answer.featureCompatibilityVersion;
    if (current === wanted && targetVersion === undefined) return undefined;
    if (isOlder(wanted, current)) return { wanted, current, lower: true, behind: [] };
    const behind = await Promise.all(members.map(async ({ host }) => ((await this.#runs(host, wanted)) ? [] : [host])));
    return { wanted, current, lower: false, behind: behind.flat() };
  }

  /** @param {string} version */
  async raise(version) {
    const own = await this.#connections.run(this.#self, { buildInfo: 1 });
    const confirm = isOlder(own.version, confirmedFrom) ? {} : { confirm: true };
    const writeConcern = { w: 'majority', wtimeout: 10000 };
    await this.#connections.run(this.#self, { setFeatureCompatibilityVersion: version, ...confirm, writeConcern });
  }

  /**
   * @param {string} host
   * @param {string} wanted
   */
  async #runs(host, wanted) {
    try {
      const { version } = await this.#connections.run(host, { buildInfo: 1 });
      return !isOlder(version, wanted);
    } catch {
      return false;
    }
  }
}

/**
 * @param {string} one
 * @param {string} other
 */
function isOlder(one, other) {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}

module.exports = { CompatibilityVersion, isOlder };
