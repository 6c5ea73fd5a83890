// @ts-check
'use strict';

const { compatibilityChange, userChange } = require('./converge.js');
const { tlsChange } = require('./tls-change.js');
const { topologyChange } = require('./topology.js');

/**
 * @typedef {import('./decide.js').Observed} Observed
 * @typedef {import('./decide.js').Action} Action
 * @typedef {typeof reasons[number]} Reason
 */

/** What an agent may wait for, in a word each: the sentences, which name hosts and Secrets, are in its log and at `/status`. */
const reasons = /** @type {const} */ ([
  'mongod',
  'keyfile',
  'state',
  'api_server',
  'members',
  'configuration',
  'primary',
  'users',
  'compatibility',
  'tls',
  'other',
]);

/**
 * @param {Partial<Observed> & { action?: Action | undefined }} status the report's
 * @returns {readonly Reason[]} none unless the agent waits
 */
function waitingFor({ action, ...seen }) {
  if (action?.kind !== 'wait') return [];
  // Nothing is decided before everything was seen.
  const observed = /** @type {Observed} */ (seen);
  const found = new Set([...inState(observed), ...word(tlsChange(observed), 'tls')]);
  return found.size === 0 ? ['other'] : [...found];
}

/**
 * @param {Observed} observed
 * @returns {readonly Reason[]}
 */
function inState(observed) {
  const { state, ordinal, replicas, members, users } = observed;
  switch (state) {
    case 'unreachable':
      return ['mongod'];
    case 'refused':
      return ['keyfile'];
    case 'removed':
      return ['configuration'];
    case 'uninitialised':
      if (ordinal !== 0) return ['configuration'];
      return [replicas === undefined ? 'api_server' : 'members'];
    case 'secondary':
      if (!members.some((member) => member.state === 'PRIMARY')) return ['primary'];
      return users.some((user) => user.state !== 'converged') ? ['users'] : [];
    case 'primary':
      return asPrimary(observed);
    default:
      return ['state'];
  }
}

/**
 * @param {Observed} observed
 * @returns {readonly Reason[]}
 */
function asPrimary(observed) {
  const membership = membershipReasons(observed);
  return [
    ...membership,
    ...word(topologyChange(observed), 'members'),
    ...word(userChange(observed), 'users'),
    ...(membership.length === 0 ? word(compatibilityChange(observed), 'compatibility') : []),
  ];
}

/**
 * @param {Observed} observed
 * @returns {Reason[]}
 */
function membershipReasons({ replicas, members }) {
  if (replicas === undefined) return ['api_server'];
  const ordinals = members.flatMap(({ ordinal }) => (ordinal === undefined ? [] : [ordinal]));
  const complete = ordinals.length === replicas && ordinals.every((ordinal) => ordinal < replicas);
  return complete || replicas === 0 ? [] : ['members'];
}

/**
 * @param {Action | undefined} action
 * @param {Reason} reason
 * @returns {Reason[]} the reason, if the action is to wait
 */
function word(action, reason) {
  return action?.kind === 'wait' ? [reason] : [];
}

module.exports = { reasons, waitingFor };
