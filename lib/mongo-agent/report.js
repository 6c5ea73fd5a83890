// @ts-check
'use strict';

const { performance } = require('perf_hooks');

/**
 * @typedef {import('./decide.js').Observed} Observed
 * @typedef {import('./decide.js').Action} Action
 */

const staleSeconds = 30;
const stuckSeconds = 120;

/** What the agent last saw and did: the answers to the probes and to `/status`, and the log, one line per change. */
class Report {
  /** @type {Observed | undefined} */
  #observed;
  /** @type {Action | undefined} */
  #action;
  /** @type {string | undefined} */
  #failure;
  /**
   * Whether the member was set up once since the agent started; elections and a later bad Secret do not take it back. The users are
   * the primary's matter: in the rollout that brings a new user's Secret, the primary's pod is the last to have it.
   */
  #wasSetUp = false;
  #turnedAt = performance.now();
  #observedAt = -Infinity;
  #logged = '';
  #write;

  /** @param {(line: string) => void} write */
  constructor(write) {
    this.#write = write;
  }

  /**
   * @param {Observed} observed
   * @param {Action} action
   */
  decided(observed, action) {
    this.#observed = observed;
    this.#action = action;
    this.#failure = undefined;
    this.#observedAt = this.#turnedAt = performance.now();
    const { members, users, state: own } = observed;
    const hasPrimary = members.some(({ state }) => state === 'PRIMARY');
    const hasUsers = own === 'secondary' || users.every(({ state }) => state === 'converged');
    if (this.#inSync() && hasPrimary && hasUsers) this.#wasSetUp = true;
    if (action.kind === 'rest' || action.kind === 'wait') this.#log({ ...action });
  }

  /** @param {Action} action */
  done(action) {
    if (action.kind !== 'rest' && action.kind !== 'wait') this.#log({ ...action, result: 'done' });
  }

  /**
   * @param {unknown} error
   * @param {Action | undefined} action undefined if it was the observation that failed
   */
  failed(error, action) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    this.#failure = `${error instanceof Error ? error.message : String(error)}${code}`;
    this.#turnedAt = performance.now();
    this.#log({ ...(action ?? { kind: 'observe' }), result: 'failed', reason: this.#failure });
  }

  /** Whether the member serves in sync and set up. */
  get ready() {
    return this.#wasSetUp && this.#inSync() && secondsSince(this.#observedAt) < staleSeconds;
  }

  /** Whether the agent's own loop turns. */
  get alive() {
    return secondsSince(this.#turnedAt) < stuckSeconds;
  }

  /** Whether nothing is to be done or waited for. */
  get settled() {
    return this.#action?.kind === 'rest' && this.#failure === undefined;
  }

  /** Whether the member has no place in the configuration, or no mongod that could have one. */
  get left() {
    return this.#observed?.state === 'removed' || this.#observed?.state === 'unreachable';
  }

  get status() {
    return { ready: this.ready, ...this.#observed, action: this.#action, failure: this.#failure };
  }

  #inSync() {
    return this.#observed?.state === 'primary' || this.#observed?.state === 'secondary';
  }

  /** @param {object} event */
  #log(event) {
    const line = JSON.stringify({ state: this.#observed?.state, ...event });
    if (line === this.#logged) return;
    this.#logged = line;
    this.#write(`{"time":"${new Date().toISOString()}",${line.slice(1)}\n`);
  }
}

/** @param {number} moment */
function secondsSince(moment) {
  return (performance.now() - moment) / 1000;
}

module.exports = { Report };
