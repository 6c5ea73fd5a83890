// @ts-check
'use strict';

const { compatibilityChange, userChange, wait } = require('./converge.js');
const { tlsChange } = require('./tls-change.js');
const { handOver, isOutdated, topologyChange } = require('./topology.js');
const { unreachable } = require('./unreachable.js');

/**
 * @typedef {import('./converge.js').UserState} UserState
 * @typedef {import('./converge.js').Compatibility} Compatibility
 *
 * What a mongod says of its place in a replica set. `uninitialised`: it never had a configuration (code 94); `removed`: it has one
 * that does not hold it, or in which it cannot find itself (code 93); the rest are the member states of the manual.
 * @typedef {'unreachable' | 'refused' | 'uninitialised' | 'removed' | 'startup' | 'startup2' | 'recovering' | 'rollback' | 'primary' | 'secondary' | 'unknown'} OwnState
 *
 * A member of the configuration; `ordinal` is undefined for a host that is none of the StatefulSet's pods, and `options` where the
 * own mongod is no primary; `lagSeconds`: how far it is behind the primary, where that is known.
 * @typedef {{ host: string, ordinal: number | undefined, state: string, lagSeconds?: number, options?: import('./member-options.js').MemberOptions }} Member
 *
 * A pod that is asked before it becomes a member. `same`: it holds this set's configuration; `other`: another set's.
 * @typedef {'unreachable' | 'refused' | 'empty' | 'with data' | 'same' | 'other'} PeerState
 *
 * @typedef {object} Observed
 * @property {number} ordinal the pod's own
 * @property {number | undefined} replicas the members that are wanted; undefined if the API server did not say so in this turn
 * @property {string} [apiProblem] why it did not
 * @property {string} [revision] of the topology that the StatefulSet was applied with, where it says so
 * @property {OwnState} state
 * @property {boolean} listed in state `removed`: whether the stored configuration lists this member
 * @property {number} lostSeconds in state `removed` and listed: how long the member's own name has been right without healing it
 * @property {Member[]} members of the configuration
 * @property {Readonly<Record<number, PeerState>>} peers by ordinal: those of `askedPeers`
 * @property {readonly UserState[]} users roles before the users that have them
 * @property {Compatibility | undefined} compatibility undefined if nothing is wanted, or the set has it
 * @property {import('./topology.js').Topology} [topology] what a primary sees of its configuration
 * @property {import('./member-options.js').Place} [place] of the own pod
 * @property {import('./tls-change.js').TlsState} [tls] undefined for a set without TLS
 * @property {readonly string[]} [failed] actions, as JSON, that failed and were not the only ones that were due since
 * @property {readonly string[]} [unheard] members that answer the agent, but not the own mongod, and are due to be connected to anew
 *
 * @typedef {{ kind: 'rest' }
 *   | { kind: 'wait', for: string }
 *   | { kind: 'initiate', ordinals: number[] }
 *   | { kind: 'add', ordinals: number[] }
 *   | { kind: 'remove', ordinal: number }
 *   | { kind: 'configure', members: Record<number, Partial<import('./member-options.js').MemberOptions>>, electionTimeoutMillis: number }
 *   | { kind: 'step down' }
 *   | { kind: 'reconnect', hosts: readonly string[] }
 *   | { kind: 'restart mongod' }
 *   | { kind: 'create user' | 'change password' | 'change roles' | 'remove user', user: string }
 *   | { kind: 'create role' | 'change role', role: string }
 *   | { kind: 'raise compatibility', version: string }
 *   | import('./tls-change.js').TlsAction} Action
 */

const lostSecondsBeforeRestart = 60;

/**
 * The one thing to do next. Pure: all that it knows is what was observed in this turn.
 * @param {Observed} observed
 * @returns {Action}
 */
function decide(observed) {
  const { unheard: hosts = [] } = observed;
  if (hosts.length > 0) return { kind: 'reconnect', hosts };
  const action = actionInState(observed);
  return first([tlsChange(observed), action.kind === 'rest' ? undefined : action], observed);
}

/**
 * @param {Observed} observed
 * @returns {Action}
 */
function actionInState(observed) {
  switch (observed.state) {
    case 'unreachable':
      return wait('the own mongod to answer');
    case 'refused':
      return wait('the own mongod to accept the keyfile');
    case 'uninitialised':
      return initiation(observed);
    case 'removed':
      return returnToTheSet(observed);
    case 'primary':
      return leadership(observed);
    case 'secondary':
      return observation(observed);
    default:
      return wait(`the own mongod to leave the state ${observed.state}${unreachable(observed.members)}`);
  }
}

/**
 * The ordinals that have to be asked who they are before anything is decided: those that could become members.
 * @param {Pick<Observed, 'ordinal' | 'replicas' | 'state' | 'members'>} observed
 * @returns {number[]}
 */
function askedPeers({ ordinal, replicas = 0, state, members }) {
  if (state === 'uninitialised' && ordinal === 0) return upTo(replicas).slice(1);
  if (state !== 'primary') return [];
  return upTo(replicas).filter((wanted) => !members.some((member) => member.ordinal === wanted));
}

/**
 * A new set is made by ordinal 0 alone, with all members, each of which said that it never was in a set and holds nothing: the
 * server would not stop two initiations at once, and would drop the data of a member that has some.
 * @param {Observed} observed
 * @returns {Action}
 */
function initiation({ ordinal, replicas, apiProblem, peers }) {
  if (ordinal !== 0) return wait('member 0 to initiate the set, or a member to bring its configuration');
  if (replicas === undefined) return waitForReplicas(apiProblem);
  if (replicas === 0) return wait('the pod to end: no members are wanted');
  const obstacles = upTo(replicas)
    .slice(1)
    .flatMap((peer) => obstacle(peer, peers[peer]));
  return obstacles.length > 0 ? wait(obstacles.join('; ')) : { kind: 'initiate', ordinals: upTo(replicas) };
}

/** @param {string | undefined} problem */
function waitForReplicas(problem) {
  return wait(`the API server to say how many members are wanted${problem === undefined ? '' : `: ${problem}`}`);
}

/**
 * @param {number} ordinal
 * @param {PeerState | undefined} state
 * @returns {string[]} why the set cannot be initiated yet because of this member
 */
function obstacle(ordinal, state = 'unreachable') {
  if (state === 'empty') return [];
  if (state === 'same' || state === 'other')
    return [`member ${ordinal} to bring its configuration: it belongs to a set`];
  return [strangeness(ordinal, state)];
}

/**
 * @param {number} ordinal
 * @param {PeerState} state
 */
function strangeness(ordinal, state) {
  switch (state) {
    case 'unreachable':
      return `member ${ordinal} to answer`;
    case 'refused':
      return `member ${ordinal} to accept the keyfile`;
    case 'with data':
      return `member ${ordinal} to be emptied: it holds data of no replica set, which joining would delete`;
    default:
      return `member ${ordinal} to be emptied: it belongs to another replica set`;
  }
}

/**
 * @param {Observed} observed
 * @returns {Action}
 */
function returnToTheSet({ ordinal, replicas, listed, lostSeconds }) {
  if (!listed && replicas !== undefined && ordinal >= replicas) return wait('the pod to end: it is scaled away');
  if (!listed) return wait('the primary to take this member into the configuration');
  // Nobody sends heartbeats to a set that started without its names; a restart of any one member heals all of it.
  if (lostSeconds >= lostSecondsBeforeRestart) return { kind: 'restart mongod' };
  return wait('the own mongod to find itself in its configuration by name');
}

/**
 * A member that is missing could be of an older release, so the data format is not raised before all are there.
 * @param {Observed} observed
 * @returns {Action}
 */
function leadership(observed) {
  const membershipFirst = membership(observed);
  return first(
    [
      membershipFirst,
      topologyChange(observed),
      userChange(observed),
      membershipFirst === undefined ? compatibilityChange(observed) : undefined,
    ],
    observed,
  );
}

/**
 * The configuration follows the StatefulSet's replicas: missing members are added, surplus ones removed one at a time, dead or alive,
 * and a surplus primary hands over last. Hosts that are none of the StatefulSet's pods are left alone.
 * @param {Observed} observed
 * @returns {Action | undefined}
 */
function membership(observed) {
  const { ordinal, replicas, apiProblem, members, peers } = observed;
  if (replicas === undefined) return waitForReplicas(apiProblem);
  if (replicas === 0) return undefined;
  const asked = askedPeers({ ordinal, replicas, state: 'primary', members });
  const ready = asked.filter((peer) => peers[peer] === 'empty' || peers[peer] === 'same');
  if (ready.length > 0 && !isOutdated(observed)) return { kind: 'add', ordinals: ready };

  const surplus = members.flatMap((member) => ((member.ordinal ?? -1) >= replicas ? [Number(member.ordinal)] : []));
  const others = surplus.filter((other) => other !== ordinal);
  if (others.length > 0) return { kind: 'remove', ordinal: Math.max(...others) };
  if (surplus.length > 0) return handOver(observed);
  const missing = asked
    .filter((peer) => !ready.includes(peer))
    .map((peer) => strangeness(peer, peers[peer] ?? 'unreachable'));
  return missing.length > 0 ? wait(missing.join('; ')) : undefined;
}

/**
 * @param {Observed} observed
 * @returns {Action}
 */
function observation({ members, users }) {
  if (!members.some(({ state }) => state === 'PRIMARY')) return wait(`a primary${unreachable(members)}`);
  const pending = users
    .filter(({ state }) => state !== 'converged')
    .map(({ name, problem }) => `${name}: ${problem ?? 'the primary to set up the user'}`);
  return pending.length > 0 ? wait(pending.join('; ')) : { kind: 'rest' };
}

/**
 * The first action that changes something, one that failed only if there is no other; failing that, all that is waited for.
 * @param {(Action | undefined)[]} actions
 * @param {Pick<Observed, 'failed'>} observed
 * @returns {Action}
 */
function first(actions, { failed = [] }) {
  const changes = actions.filter((action) => action !== undefined && action.kind !== 'wait');
  const change = changes.find((action) => !failed.includes(JSON.stringify(action))) ?? changes[0];
  if (change !== undefined) return change;
  const reasons = actions.flatMap((action) => (action?.kind === 'wait' ? [action.for] : []));
  return reasons.length > 0 ? wait(reasons.join('; ')) : { kind: 'rest' };
}

/** @param {number} count */
function upTo(count) {
  return Array.from({ length: count }, (_, ordinal) => ordinal);
}

module.exports = { decide, askedPeers };
