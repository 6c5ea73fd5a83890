// @ts-check
'use strict';

const { isLoginRefusal, isRefusal } = require('./connections.js');
const { memberStates, stateBehind } = require('./observe.js');
const { ownHost } = require('./settings.js');

/**
 * What the own mongod says of itself in figures. Each is undefined while mongod does not say it.
 * @typedef {object} MemberFigures
 * @property {import('./decide.js').OwnState} state
 * @property {number} [configured] the members of the configuration
 * @property {number} [serving] those of them that are primary or secondary
 * @property {boolean} hasPrimary
 * @property {number} [lagSeconds] behind the newest member, beyond the delay that the member is to have
 * @property {number} [oplogWindowSeconds]
 * @property {number} [oplogBytes]
 * @property {number} [oplogMaxBytes]
 * @property {number} [connections]
 * @property {number} [connectionsAvailable]
 * @property {number} [diskBytes]
 * @property {number} [diskMaxBytes]
 * @property {number} [cacheBytes]
 * @property {number} [cacheMaxBytes]
 * @property {Record<string, number>} operations since mongod started, by kind
 *
 * @typedef {{ state: number, self?: boolean, optimeDate?: Date }} StatusMember
 */

const commandMilliseconds = 2000;
const wholeMilliseconds = 4000;
const primary = 1;
const secondary = 2;

/**
 * Asks the own mongod when it is asked, over the connection that the agent has anyway: one command at a time, so that the agent's
 * own turn always has a socket, and one round at a time, whoever asks.
 */
class MemberReader {
  /** @type {Promise<void> | undefined} */
  #round;
  /** @type {MemberFigures} */
  #figures = unknownFigures();
  #connections;
  #self;

  /**
   * @param {import('./connections.js').Connections} connections
   * @param {import('./settings.js').Settings} settings
   */
  constructor(connections, settings) {
    this.#connections = connections;
    this.#self = ownHost(settings);
  }

  /**
   * Never throws, and waits for a few seconds at most: then it gives what was answered until then.
   * @param {number} [milliseconds]
   * @returns {Promise<MemberFigures>}
   */
  async read(milliseconds = wholeMilliseconds) {
    this.#round ??= this.#ask().finally(() => (this.#round = undefined));
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)));
    await Promise.race([this.#round, late]);
    clearTimeout(timer);
    return { ...this.#figures };
  }

  async #ask() {
    const figures = (this.#figures = unknownFigures());
    const questions = [
      { command: { replSetGetStatus: 1 }, read: place },
      { command: { hello: 1 }, read: delayed },
      { command: { serverStatus: 1, oplog: 1, metrics: 0, locks: 0 }, read: load },
      { command: { collStats: 'oplog.rs' }, database: 'local', read: oplogSize },
      { command: { dbStats: 1 }, database: 'local', read: disk },
    ];
    for (const { command, database, read } of questions) {
      try {
        const question = { ...command, maxTimeMS: commandMilliseconds };
        Object.assign(figures, read(await this.#connections.run(this.#self, question, database), figures));
      } catch (error) {
        if (read === place) figures.state = stateBehind(error);
        if (!isRefusal(error) || isLoginRefusal(error)) return;
      }
    }
  }
}

/** @returns {MemberFigures} */
function unknownFigures() {
  return { state: 'unreachable', hasPrimary: false, operations: {} };
}

/**
 * @param {{ myState: number, members: StatusMember[] }} status
 * @returns {Partial<MemberFigures>}
 */
function place({ myState, members }) {
  return {
    state: memberStates[myState] ?? 'unknown',
    configured: members.length,
    serving: members.filter(({ state }) => state === primary || state === secondary).length,
    hasPrimary: members.some(({ state }) => state === primary),
    lagSeconds: lag(members),
  };
}

/**
 * A member in its first sync has not begun to follow, and a time of 0 until it does.
 * @param {StatusMember[]} members
 */
function lag(members) {
  const own = members.find(({ self }) => self === true);
  if (own?.state === primary) return 0;
  const seconds = Number(own?.optimeDate ?? 0) / 1000;
  if (seconds === 0) return undefined;
  return Math.max(...members.map(({ optimeDate = 0 }) => Number(optimeDate) / 1000)) - seconds;
}

/**
 * A member that is told to stay behind is late only by what exceeds that.
 * @param {{ secondaryDelaySecs?: unknown }} hello
 * @param {MemberFigures} figures
 * @returns {Partial<MemberFigures>}
 */
function delayed({ secondaryDelaySecs = 0 }, { lagSeconds }) {
  return lagSeconds === undefined ? {} : { lagSeconds: Math.max(0, lagSeconds - Number(secondaryDelaySecs)) };
}

/**
 * Counters are 64-bit integers of a class of their own.
 * @param {any} status
 * @returns {Partial<MemberFigures>}
 */
function load({ connections, opcounters, oplog, wiredTiger }) {
  const operations = Object.entries(opcounters ?? {}).filter(([, count]) => Number.isFinite(Number(count)));
  return {
    connections: optional(connections?.current),
    connectionsAvailable: optional(connections?.available),
    operations: Object.fromEntries(operations.map(([kind, count]) => [kind, Number(count)])),
    oplogWindowSeconds: oplogWindow(oplog),
    cacheBytes: optional(wiredTiger?.cache['bytes currently in the cache']),
    cacheMaxBytes: optional(wiredTiger?.cache['maximum bytes configured']),
  };
}

/** @param {{ latestOptime: Timestamp, earliestOptime: Timestamp } | undefined} oplog */
function oplogWindow(oplog) {
  if (oplog === undefined) return undefined;
  const [from, to] = [seconds(oplog.earliestOptime), seconds(oplog.latestOptime)];
  return from === 0 ? undefined : to - from;
}

/**
 * BSON's timestamp, whose upper half is the time in seconds.
 * @typedef {{ getHighBitsUnsigned(): number }} Timestamp
 * @param {Timestamp} timestamp
 */
function seconds(timestamp) {
  return timestamp.getHighBitsUnsigned();
}

/**
 * @param {{ size: unknown, maxSize?: unknown }} stats
 * @returns {Partial<MemberFigures>}
 */
function oplogSize({ size, maxSize }) {
  return maxSize === undefined ? {} : { oplogBytes: Number(size), oplogMaxBytes: Number(maxSize) };
}

/**
 * @param {{ fsUsedSize?: unknown, fsTotalSize?: unknown }} stats
 * @returns {Partial<MemberFigures>}
 */
function disk({ fsUsedSize, fsTotalSize }) {
  return { diskBytes: optional(fsUsedSize), diskMaxBytes: optional(fsTotalSize) };
}

/** @param {unknown} value */
function optional(value) {
  return value === undefined ? undefined : Number(value);
}

module.exports = { MemberReader };
