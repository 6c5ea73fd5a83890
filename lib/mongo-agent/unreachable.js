// @ts-check
'use strict';

/** The state of a member that answers, and refuses the key of this one. MongoDB calls it not reachable too. */
const otherKeyfile = '(has another keyfile)';

/**
 * A member's state as `replSetGetStatus` has it, or `otherKeyfile`.
 * @param {{ stateStr: string, authenticated?: boolean }} member
 */
function memberState({ stateStr, authenticated }) {
  return authenticated === false ? otherKeyfile : stateStr;
}

/**
 * The members that cannot be heard, as the end of a sentence: `; not reachable: host-0; with another keyfile: host-1`.
 * @param {{ host: string, state: string }[]} members
 */
function unreachable(members) {
  const lost = members.filter(({ state }) => state.startsWith('(') && state !== otherKeyfile);
  const strangers = members.filter(({ state }) => state === otherKeyfile);
  return ending('not reachable', lost) + ending('with another keyfile', strangers);
}

/**
 * @param {string} what
 * @param {{ host: string }[]} members
 */
function ending(what, members) {
  return members.length === 0 ? '' : `; ${what}: ${members.map(({ host }) => host).join(', ')}`;
}

module.exports = { memberState, unreachable };
