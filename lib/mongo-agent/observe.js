// @ts-check
'use strict';

const { lookup } = require('dns/promises');
const { performance } = require('perf_hooks');
const { askedPeers } = require('./decide.js');
const { isLoginRefusal, isRefusal } = require('./connections.js');
const { SetConfiguration } = require('./set-configuration.js');
const { memberHost, memberOrdinal, ownHost } = require('./settings.js');
const { Unheard } = require('./unheard.js');
const { memberState } = require('./unreachable.js');

/**
 * @typedef {import('./decide.js').Observed} Observed
 * @typedef {import('./decide.js').OwnState} OwnState
 * @typedef {import('./decide.js').PeerState} PeerState
 * @typedef {Pick<Observed, 'state' | 'members' | 'listed'>} Own
 */

/** @type {Record<number, OwnState>} */
const memberStates = { 0: 'startup', 1: 'primary', 2: 'secondary', 3: 'recovering', 5: 'startup2', 9: 'rollback' };
const notYetInitialised = 94;
const invalidConfiguration = 93;

/** Sees what there is to decide upon. Its only memory is how long a member is lost to itself or to another. */
class Observer {
  /** @type {number | undefined} */
  #lostSince;
  #unheard = new Unheard();
  #settings;
  #connections;
  #users;
  #roles;
  #compatibility;
  #tls;
  #configuration;
  #readApplied;
  #pod;

  /**
   * @param {object} sources
   * @param {import('./settings.js').Settings} sources.settings
   * @param {import('./connections.js').Connections} sources.connections
   * @param {import('./users.js').Users} sources.users
   * @param {import('./roles.js').Roles} sources.roles
   * @param {import('./compatibility.js').CompatibilityVersion} sources.compatibility
   * @param {import('./tls.js').Tls} sources.tls
   * @param {() => Promise<import('./kubernetes.js').Applied>} sources.readApplied
   * @param {{ ordinal: number, address: string, place?: import('./member-options.js').Place }} sources.pod
   */
  constructor({ settings, connections, users, roles, compatibility, tls, readApplied, pod }) {
    this.#settings = settings;
    this.#connections = connections;
    this.#users = users;
    this.#roles = roles;
    this.#compatibility = compatibility;
    this.#tls = tls;
    this.#configuration = new SetConfiguration(connections, settings);
    this.#readApplied = readApplied;
    this.#pod = pod;
  }

  /**
   * @param {Own} [seen] what was seen of the own mongod in this turn
   * @returns {Promise<Observed>}
   */
  async observe(seen) {
    const { ordinal, place } = this.#pod;
    const [counted, own] = await Promise.all([this.#applied(), seen ?? this.own()]);
    const { replicas } = counted;
    const asked = askedPeers({ ordinal, replicas, ...own });
    const peers = await Promise.all(asked.map(async (peer) => [peer, await this.#peer(peer)]));
    const serves = own.state === 'primary' || own.state === 'secondary';
    return {
      ordinal,
      ...counted,
      ...own,
      ...(own.state === 'primary' ? await this.#configuration.observe(own.members) : {}),
      place,
      lostSeconds: await this.#lostSeconds(own),
      peers: Object.fromEntries(peers),
      users: serves ? [...(await this.#roles.observe()), ...(await this.#users.observe())] : [],
      compatibility: own.state === 'primary' ? await this.#compatibility.observe(own.members) : undefined,
      tls: await this.#tls.observe(own.members),
      unheard: await this.#unheard.among(own.members),
    };
  }

  async #applied() {
    try {
      const { replicas, revision } = await this.#readApplied();
      return { replicas, ...(revision === undefined ? {} : { revision }) };
    } catch (error) {
      return { replicas: undefined, apiProblem: error instanceof Error ? error.message : String(error) };
    }
  }

  /**
   * What there is to see of the own mongod alone.
   * @returns {Promise<Own>}
   */
  async own() {
    const self = ownHost(this.#settings);
    try {
      const status = await this.#connections.run(self, { replSetGetStatus: 1 });
      return { state: memberStates[status.myState] ?? 'unknown', members: this.#members(status), listed: true };
    } catch (error) {
      const state = stateBehind(error);
      return { state, members: [], listed: state === 'removed' && (await this.#storedConfigurationListsIt(self)) };
    }
  }

  /** @param {{ members: { name: string, stateStr: string, authenticated?: boolean, optimeDate?: Date }[] }} status */
  #members(status) {
    const latest = status.members.find(({ stateStr }) => stateStr === 'PRIMARY')?.optimeDate;
    return status.members.map(({ name, optimeDate, ...member }) => ({
      host: name,
      ordinal: memberOrdinal(this.#settings, name),
      state: memberState(member),
      ...(latest && optimeDate ? { lagSeconds: (Number(latest) - Number(optimeDate)) / 1000 } : {}),
    }));
  }

  /** @param {string} self */
  async #storedConfigurationListsIt(self) {
    const host = memberHost(this.#settings, this.#pod.ordinal);
    try {
      const { config } = await this.#connections.run(self, { replSetGetConfig: 1 });
      return config.members.some((/** @type {{ host: string }} */ member) => member.host === host);
    } catch {
      return false;
    }
  }

  /**
   * @param {number} ordinal
   * @returns {Promise<PeerState>}
   */
  async #peer(ordinal) {
    const host = memberHost(this.#settings, ordinal);
    try {
      await this.#connections.run(host, { replSetGetStatus: 1 });
    } catch (error) {
      const state = stateBehind(error);
      if (state === 'unreachable' || state === 'refused') return state;
      if (state === 'uninitialised') return this.#emptiness(host);
    }
    return this.#kinship(host);
  }

  /**
   * @param {string} host
   * @returns {Promise<PeerState>}
   */
  async #emptiness(host) {
    try {
      const { catalogStats } = await this.#connections.run(host, { serverStatus: 1 });
      const { collections, views, timeseries = 0 } = catalogStats;
      return Number(collections) + Number(views) + Number(timeseries) === 0 ? 'empty' : 'with data';
    } catch {
      return 'unreachable';
    }
  }

  /**
   * @param {string} host
   * @returns {Promise<PeerState>}
   */
  async #kinship(host) {
    try {
      const [own, its] = await Promise.all([
        this.#setId(ownHost(this.#settings)).catch(() => 'none'),
        this.#setId(host),
      ]);
      return own === its ? 'same' : 'other';
    } catch {
      return 'unreachable';
    }
  }

  /** @param {string} host */
  async #setId(host) {
    const { config } = await this.#connections.run(host, { replSetGetConfig: 1 });
    return String(config.settings.replicaSetId);
  }

  /** @param {Own} own */
  async #lostSeconds({ state, listed }) {
    const lost = state === 'removed' && listed && (await this.#ownNameIsRight());
    if (!lost) this.#lostSince = undefined;
    else this.#lostSince ??= performance.now();
    return this.#lostSince === undefined ? 0 : (performance.now() - this.#lostSince) / 1000;
  }

  async #ownNameIsRight() {
    const { name, domain } = this.#settings;
    try {
      const found = await lookup(`${name}-${this.#pod.ordinal}.${domain}`, { all: true });
      return found.some(({ address }) => address === this.#pod.address);
    } catch {
      return false;
    }
  }
}

/**
 * @param {unknown} error
 * @returns {OwnState}
 */
function stateBehind(error) {
  if (isLoginRefusal(error)) return 'refused';
  if (!isRefusal(error)) return 'unreachable';
  if (error.code === notYetInitialised) return 'uninitialised';
  return error.code === invalidConfiguration ? 'removed' : 'unknown';
}

module.exports = { Observer, memberStates, stateBehind };
