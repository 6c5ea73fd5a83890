// @ts-check
'use strict';

/**
 * @typedef {import('./decide.js').Observed} Observed
 * @typedef {import('./decide.js').Action} Action
 *
 * A user or a role; `unwanted`: a user that is to be removed.
 * @typedef {{ name: string, state: 'converged' | 'refused' | keyof typeof userChanges, problem?: string, attempts: number }} UserState
 *
 * A data format that the set is to have and does not: `lower` than its own, or one that the members `behind` could not read.
 * @typedef {{ wanted: string, current: string, lower: boolean, behind: readonly string[] }} Compatibility
 */

const userChanges = /** @type {const} */ ({
  missing: 'create user',
  'wrong password': 'change password',
  'wrong roles': 'change roles',
  unwanted: 'remove user',
  'missing role': 'create role',
  'wrong role': 'change role',
});

/**
 * The user that was tried least often first, so that one that the server refuses does not keep the others waiting.
 * @param {Observed} observed
 * @returns {Action | undefined}
 */
function userChange({ users }) {
  const [user] = users
    .filter(({ state }) => state !== 'converged' && state !== 'refused')
    .sort((one, other) => one.attempts - other.attempts);
  const change = user === undefined ? undefined : changeOf(user);
  if (change !== undefined) return change;
  const problems = users.flatMap(({ name, problem }) => (problem === undefined ? [] : [`${name}: ${problem}`]));
  return problems.length > 0 ? wait(problems.join('; ')) : undefined;
}

/**
 * @param {UserState} user
 * @returns {Action | undefined}
 */
function changeOf({ name, state }) {
  if (state === 'converged' || state === 'refused') return undefined;
  const kind = userChanges[state];
  return kind === 'create role' || kind === 'change role' ? { kind, role: name } : { kind, user: name };
}

/**
 * The data format is only raised, and only once every member could read it: no older release can run after that.
 * @param {Observed} observed
 * @returns {Action | undefined}
 */
function compatibilityChange({ compatibility }) {
  if (compatibility === undefined) return undefined;
  const { wanted, current, lower, behind } = compatibility;
  if (lower) return wait(`an administrator to lower featureCompatibilityVersion from ${current} to ${wanted}`);
  if (behind.length > 0) return wait(`${behind.join(', ')} to run ${wanted}, for featureCompatibilityVersion`);
  return { kind: 'raise compatibility', version: wanted };
}

/**
 * @param {string} reason what is waited for
 * @returns {Action}
 */
function wait(reason) {
  return { kind: 'wait', for: reason };
}

module.exports = { userChange, compatibilityChange, wait };
