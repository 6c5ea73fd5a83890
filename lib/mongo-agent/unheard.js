// @ts-check
'use strict';

const { connect } = require('net');
const { performance } = require('perf_hooks');

/** @typedef {import('./decide.js').Member} Member */

// Each time that it did not help, twice as long, at most this long.
const firstSeconds = 2;
const mostSeconds = 60;
const answerSeconds = 1;
// Before the first heartbeat, and after one without an answer.
const silence = ['UNKNOWN', '(not reachable/healthy)'];

/**
 * Finds the members that answer the agent, but which the own mongod does not hear. After a pod came back with another address, DNS
 * may still give the old one, and where nothing refuses it, mongod waits 20 s for a connection to that address and tries no other
 * until then: measured, twice as long as an election takes. Told to drop its connections, it looks the name up anew.
 */
class Unheard {
  /** @type {Map<string, { next: number, patience: number }>} */
  #told = new Map();

  /**
   * @param {readonly Member[]} members as the own mongod sees them
   * @param {number} [now] in seconds
   * @returns {Promise<string[]>} the hosts to connect to anew
   */
  async among(members, now = performance.now() / 1000) {
    const silent = members.filter(({ state }) => silence.includes(state)).map(({ host }) => host);
    for (const host of this.#told.keys()) if (!silent.includes(host)) this.#told.delete(host);
    const due = silent.filter((host) => now >= (this.#told.get(host)?.next ?? 0));
    const answers = await Promise.all(due.map(accepts));
    const hosts = due.filter((_, index) => answers[index]);
    for (const host of hosts) {
      const patience = Math.min(2 * (this.#told.get(host)?.patience ?? firstSeconds / 2), mostSeconds);
      this.#told.set(host, { next: now + patience, patience });
    }
    return hosts;
  }
}

/**
 * @param {string} host with its port
 * @returns {Promise<boolean>}
 */
function accepts(host) {
  const colon = host.lastIndexOf(':');
  return new Promise((resolve) => {
    const socket = connect({ host: host.slice(0, colon), port: Number(host.slice(colon + 1)) });
    const patience = setTimeout(() => end(false), answerSeconds * 1000);
    const end = (/** @type {boolean} */ accepted) => {
      clearTimeout(patience);
      socket.destroy();
      resolve(accepted);
    };
    socket.on('connect', () => end(true)).on('error', () => end(false));
  });
}

module.exports = { Unheard };
