// @ts-check
'use strict';

const { wait } = require('./converge.js');
const { difference, mayBePrimary, mostVoters, ordinary, wantedMembers } = require('./member-options.js');

const mostLagSeconds = 10;

/**
 * @typedef {import('./decide.js').Observed} Observed
 * @typedef {import('./decide.js').Action} Action
 * @typedef {import('./decide.js').Member} Member
 * @typedef {import('./member-options.js').MemberOptions} MemberOptions
 *
 * What is wanted, what the set has of it, and where the pods are, by ordinal.
 * @typedef {object} Topology
 * @property {import('./member-options.js').WantedTopology} wanted
 * @property {number} electionTimeoutMillis
 * @property {Readonly<Record<number, import('./member-options.js').Place>>} places
 *
 * A member that is not as it is wanted.
 * @typedef {{ member: Member, ordinal: number, change: Partial<MemberOptions>, wanted: MemberOptions }} Pending
 */

/**
 * Brings all members' options to what is wanted, in one reconfiguration, but for votes: the server changes one at a time. The primary
 * never takes its own place away: it hands over to a member that keeps its, and that one does it.
 * @param {Observed} observed
 * @returns {Action | undefined}
 */
function topologyChange(observed) {
  const { ordinal, replicas = 0, topology, members } = observed;
  if (topology === undefined || replicas === 0) return undefined;
  if (isOutdated(observed)) return wait('the kubelet to renew wanted.json, which is not that of the StatefulSet');
  const pending = pendingMembers(observed, topology);
  const own = pending.find((one) => one.ordinal === ordinal && !mayBePrimary(one.wanted));
  const others = pending.filter((one) => one !== own);
  const voting = others.filter(({ change }) => change.votes !== undefined);
  const vote = voting.find((one) => !voteObstacle(members, one));
  const changed = others.filter((one) => one === vote || !voting.includes(one));
  const { electionTimeoutMillis } = topology.wanted;
  if (changed.length > 0 || electionTimeoutMillis !== topology.electionTimeoutMillis)
    return {
      kind: 'configure',
      members: Object.fromEntries(changed.map((one) => [one.ordinal, one.change])),
      electionTimeoutMillis,
    };
  if (own !== undefined) return handOver(observed);
  const [blocked] = voting;
  return blocked === undefined ? undefined : wait(String(voteObstacle(members, blocked)));
}

/**
 * Each pod's kubelet renews its file in its own time. An agent with an old one must not undo what the primary before had done, nor add
 * a member before it knows what that is to be.
 * @param {Pick<Observed, 'revision' | 'topology'>} observed
 */
function isOutdated({ revision, topology }) {
  return revision !== undefined && topology !== undefined && revision !== topology.wanted.revision;
}

/**
 * The primary hands over if another one that may be primary, now and by what is wanted, could take over at once: while the server waits for one that is behind, it takes no writes.
 * @param {Observed} observed
 * @returns {Action}
 */
function handOver({ ordinal, replicas = 0, members, topology }) {
  const wanted = topology === undefined ? undefined : wantedMembers(topology.wanted, replicas);
  const successor = members.some(
    (member) =>
      member.ordinal !== undefined &&
      member.ordinal !== ordinal &&
      member.ordinal < replicas &&
      member.state === 'SECONDARY' &&
      (member.lagSeconds ?? 0) <= mostLagSeconds &&
      mayBePrimary(member.options ?? ordinary) &&
      mayBePrimary(wanted?.[member.ordinal] ?? ordinary),
  );
  return successor ? { kind: 'step down' } : wait('a staying member to be able to take over');
}

/**
 * @param {Observed} observed
 * @param {Topology} topology
 * @returns {Pending[]}
 */
function pendingMembers({ replicas = 0, members }, { wanted, places }) {
  const options = wantedMembers(wanted, replicas);
  return members.flatMap((member) => {
    const given = options[member.ordinal ?? -1];
    if (member.ordinal === undefined || given === undefined || member.options === undefined) return [];
    const { tags } = member.options;
    const place = wanted.zoneTags ? { ...onlyPlace(tags), ...places[member.ordinal] } : {};
    const asWanted = { ...given, tags: { ...place, ...given.tags } };
    const change = difference(member.options, asWanted);
    return change === undefined ? [] : [{ member, ordinal: member.ordinal, change, wanted: asWanted }];
  });
}

/**
 * What a member's vote has to wait for: one that is not in sync would be counted on, and those that are left must be a majority.
 * @param {readonly Member[]} members
 * @param {Pending} pending
 * @returns {string | undefined}
 */
function voteObstacle(members, { member, ordinal, wanted }) {
  const voters = members.filter(({ options = ordinary }) => options.votes > 0);
  if (wanted.votes > 0 && !isInSync(member)) return `member ${ordinal} to be in sync before it votes`;
  if (wanted.votes > 0 && voters.length >= mostVoters) return `another vote to be free for member ${ordinal}`;
  const left = voters.filter((voter) => voter !== member);
  if (wanted.votes === 0 && left.filter(isInSync).length * 2 <= left.length)
    return `a majority to be in sync without the vote of member ${ordinal}`;
  return undefined;
}

/** @param {Member} member */
function isInSync({ state }) {
  return state === 'PRIMARY' || state === 'SECONDARY';
}

/**
 * A member that is not reached now keeps what was known of its place.
 * @param {Record<string, string>} tags
 */
function onlyPlace(tags) {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => name === 'zone' || name === 'region'));
}

module.exports = { topologyChange, handOver, isOutdated };
