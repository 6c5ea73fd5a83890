// @ts-check
'use strict';

/**
 * What a member is, beyond its host. One without a vote, or hidden, has priority 0: the server allows nothing else.
 * @typedef {{ votes: number, priority: number, hidden: boolean, secondaryDelaySecs: number, tags: Record<string, string> }} MemberOptions
 *
 * Where the node of a pod is, as far as it is known.
 * @typedef {{ zone?: string, region?: string }} Place
 *
 * What the construct wants of the members, by ordinal, where they differ from ordinary ones, and of the set. `revision` is the
 * StatefulSet's annotation where it was applied with the same.
 * @typedef {{ revision: string, electionTimeoutMillis: number, zoneTags: boolean, members: Record<string, Partial<MemberOptions>> }} WantedTopology
 */

/** @type {MemberOptions} */
const ordinary = { votes: 1, priority: 1, hidden: false, secondaryDelaySecs: 0, tags: {} };

// The server takes no more.
const mostVoters = 7;

/**
 * The options of the members 0 to `replicas` - 1. Members that the construct did not count, as after `kubectl scale`, are ordinary as
 * long as there are votes. Where scaling leaves nobody who may be primary, member 0 is ordinary, for a set needs one.
 * @param {WantedTopology} wanted
 * @param {number} replicas
 * @returns {MemberOptions[]}
 */
function wantedMembers({ members }, replicas) {
  let voters = 0;
  const options = Array.from({ length: replicas }, (_, ordinal) => {
    const given = { ...ordinary, ...members[ordinal] };
    voters += given.votes;
    return voters > mostVoters && given.votes > 0 ? { ...given, votes: 0, priority: 0 } : given;
  });
  return options.some(mayBePrimary)
    ? options
    : options.map((given, ordinal) => (ordinal === 0 ? elected(given) : given));
}

/**
 * The same member as one that may be primary, such as the one that initiates a set must be.
 * @param {MemberOptions} options
 * @returns {MemberOptions}
 */
function elected(options) {
  return mayBePrimary(options) ? options : { ...ordinary, tags: options.tags };
}

/** @param {MemberOptions} options */
function mayBePrimary({ votes, priority }) {
  return votes > 0 && priority > 0;
}

/**
 * The options that a member of a configuration has. The server leaves none of them out, but writes some as 64-bit integers.
 * @param {{ votes?: unknown, priority?: unknown, hidden?: boolean, secondaryDelaySecs?: unknown, tags?: Record<string, string> }} member
 * @returns {MemberOptions}
 */
function optionsOf({ votes = 1, priority = 1, hidden = false, secondaryDelaySecs = 0, tags = {} }) {
  return {
    votes: Number(votes),
    priority: Number(priority),
    hidden,
    secondaryDelaySecs: Number(secondaryDelaySecs),
    tags: { ...tags },
  };
}

/**
 * The options that differ, as they are wanted; undefined if none does.
 * @param {MemberOptions} current
 * @param {MemberOptions} wanted
 * @returns {Partial<MemberOptions> | undefined}
 */
function difference(current, wanted) {
  const differing = Object.entries(wanted).filter(
    ([name, value]) => canonical(value) !== canonical(current[/** @type {keyof MemberOptions} */ (name)]),
  );
  return differing.length > 0 ? Object.fromEntries(differing) : undefined;
}

/** @param {unknown} value */
function canonical(value) {
  return JSON.stringify(typeof value === 'object' && value !== null ? Object.entries(value).sort() : value);
}

module.exports = { ordinary, mostVoters, wantedMembers, elected, mayBePrimary, optionsOf, difference };
