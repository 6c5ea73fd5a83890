// @ts-check
'use strict';

const { performance } = require('perf_hooks');

/**
 * @typedef {import('./decide.js').Observed} Observed
 * @typedef {import('./decide.js').Action} Action
 */

const staleSeconds = 30;
const stuckSeconds = 120;
const forgottenSeconds = 900;

/** What the agent last saw and did: the answers to the probes and to `/status`, and the log, one line per change. */
class Report {
  /** @type {Observed | undefined} */
  #observed;
  /** @type {Observed['state'] | undefined} */
  #state;
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
  /** @type {Map<string, number>} */
  #failures = new Map();
  /** @type {Record<string, number>} */
  #done = {};
  /** @type {Record<string, number>} */
  #failed = {};
  #write;

  /** @param {(line: string) => void} write */
  constructor(write) {
    this.#write = write;
  }

  /**
   * What mongod says of itself counts, whatever becomes of the turn: readiness is not lost by a file that cannot be read.
   * @param {Pick<Observed, 'state'>} own
   */
  saw({ state }) {
    this.#state = state;
    this.#observedAt = performance.now();
  }

  /**
   * @param {Observed} observed
   * @param {Action} action
   */
  decided(observed, action) {
    this.saw(observed);
    this.#observed = observed;
    this.#action = action;
    this.#failure = undefined;
    this.#turnedAt = performance.now();
    const { members, users, state: own } = observed;
    const hasPrimary = members.some(({ state }) => state === 'PRIMARY');
    const hasUsers = own === 'secondary' || users.every(({ state }) => state === 'converged');
    if (this.#inSync() && hasPrimary && hasUsers) this.#wasSetUp = true;
    if (action.kind === 'rest') this.#failures.clear();
    if (action.kind === 'rest' || action.kind === 'wait') this.#log({ ...action });
  }

  /** @param {Action} action */
  done(action) {
    if (action.kind === 'rest' || action.kind === 'wait') return;
    this.#failures.clear();
    this.#done[action.kind] = (this.#done[action.kind] ?? 0) + 1;
    this.#log({ ...action, result: 'done' });
  }

  /**
   * @param {unknown} error
   * @param {Action | undefined} action undefined if it was the observation that failed
   */
  failed(error, action) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    this.#failure = `${error instanceof Error ? error.message : String(error)}${code}`;
    this.#turnedAt = performance.now();
    const { kind } = action ?? { kind: 'observe' };
    this.#failed[kind] = (this.#failed[kind] ?? 0) + 1;
    const event = { kind, ...action, result: 'failed', reason: this.#failure };
    // Two that fail in turns are no news each time.
    const text = JSON.stringify(event);
    for (const [known, time] of this.#failures) if (secondsSince(time) > forgottenSeconds) this.#failures.delete(known);
    if (this.#failures.has(text)) return;
    this.#log(event);
    this.#failures.set(text, this.#turnedAt);
  }

  /** @param {string} reason why the agent ends by itself */
  ends(reason) {
    this.#log({ kind: 'end', reason });
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
    return this.#state === 'removed' || this.#state === 'unreachable';
  }

  get status() {
    return { ready: this.ready, ...this.#observed, state: this.#state, action: this.#action, failure: this.#failure };
  }

  /** What was done and what failed since the agent started, by kind, and how long ago it last turned and saw something. */
  get history() {
    return {
      done: this.#done,
      failed: this.#failed,
      turnAgeSeconds: secondsSince(this.#turnedAt),
      observationAgeSeconds: secondsSince(this.#observedAt),
    };
  }

  #inSync() {
    return this.#state === 'primary' || this.#state === 'secondary';
  }

  /** @param {object} event */
  #log(event) {
    const line = JSON.stringify({ state: this.#state, ...event });
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
