import { MemberOptions } from '../contract';
import { Action, Member, Observation, Topology } from '../observation';
import { wait } from './actions';
import { desiredMembers, difference, mayBePrimary, mostVoters, ordinary } from './member-options';

const mostLagSeconds = 10;

/** A member whose options differ from the desired ones. */
interface Pending extends Pick<Member, 'state'> {
  readonly ordinal: number;
  readonly change: Partial<MemberOptions>;
  readonly desired: MemberOptions;
}

/**
 * Returns the action that brings the members' options to the desired ones: one reconfiguration for all, but for votes, of which the
 * server changes one at a time. The primary never takes its own place away: it hands over to a member that keeps its own.
 */
export function topologyAction(seen: Observation): Action | undefined {
  const { ordinal, replicas = 0, topology, members } = seen;
  if (!topology || replicas === 0) return undefined;
  if (isOutdated(seen))
    return wait('members', 'the kubelet to renew desired.json, which is not that of the StatefulSet');
  const pending = pendingMembers(seen, topology);
  const own = pending.find((one) => one.ordinal === ordinal && !mayBePrimary(one.desired));
  const others = pending.filter((one) => one !== own);
  const isVote = ({ change }: Pending) => change.votes !== undefined;
  const vote = others.find((one) => isVote(one) && !voteObstacle(members, one));
  const changed = others.filter((one) => one === vote || !isVote(one));
  const { electionTimeoutMillis } = topology.desired;
  if (changed.length > 0 || electionTimeoutMillis !== topology.electionTimeoutMillis)
    return {
      kind: 'configure',
      members: Object.fromEntries(changed.map((one) => [one.ordinal, one.change])),
      electionTimeoutMillis,
    };
  if (own) return handOver(seen);
  const [blocked] = others;
  return blocked && wait('members', voteObstacle(members, blocked) ?? '');
}

/**
 * Returns true if this pod's file of the desired state is not of the StatefulSet's revision. Each kubelet renews its files in its own
 * time: an agent with an old one must not undo what the primary before did, nor add a member before it knows its options.
 */
export function isOutdated({ revision, topology }: Pick<Observation, 'revision' | 'topology'>): boolean {
  return !!revision && !!topology && revision !== topology.desired.revision;
}

/**
 * Returns the action of a primary that hands over: it steps down if another member that may be primary, now and by the desired options,
 * can take over at once. While the server waits for one that is behind, it takes no writes.
 */
export function handOver({ ordinal, replicas = 0, members, topology }: Observation): Action {
  const desired = topology && desiredMembers(topology.desired, replicas);
  const successor = members.some(
    ({ ordinal: other = replicas, state, lagSeconds = 0, options = ordinary }) =>
      other !== ordinal &&
      other < replicas &&
      state === 'SECONDARY' &&
      lagSeconds <= mostLagSeconds &&
      mayBePrimary(options) &&
      mayBePrimary(desired?.[other] ?? ordinary),
  );
  return successor ? { kind: 'step down' } : wait('members', 'a staying member to be able to take over');
}

function pendingMembers({ replicas = 0, members }: Observation, { desired, nodeLabels }: Topology): Pending[] {
  const all = desiredMembers(desired, replicas);
  return members.flatMap(({ ordinal, state, options }) => {
    const given = all[ordinal ?? -1];
    if (ordinal === undefined || !given || !options) return [];
    // A member whose agent does not answer now keeps the labels that it was tagged with before.
    const known = Object.entries(options.tags).filter(([tag]) => tag === 'zone' || tag === 'region');
    const labels = desired.zoneTags ? { ...Object.fromEntries(known), ...nodeLabels[ordinal] } : {};
    const wanted = { ...given, tags: { ...labels, ...given.tags } };
    const change = difference(options, wanted);
    return change ? [{ ordinal, state, change, desired: wanted }] : [];
  });
}

/** Returns what a change of a vote has to wait for: the votes that are left must have a majority, and a new one must be in sync. */
function voteObstacle(members: readonly Member[], { ordinal, state, desired }: Pending): string | undefined {
  const voters = members.filter(({ options = ordinary }) => options.votes > 0);
  if (desired.votes > 0 && !isInSync({ state })) return `member ${ordinal} to be in sync before it votes`;
  if (desired.votes > 0 && voters.length >= mostVoters) return `another vote to be free for member ${ordinal}`;
  const left = voters.filter((voter) => voter.ordinal !== ordinal);
  if (desired.votes === 0 && left.filter(isInSync).length * 2 <= left.length)
    return `a majority to be in sync without the vote of member ${ordinal}`;
  return undefined;
}

/** Returns true for a member that is primary or secondary. */
export function isInSync({ state }: Pick<Member, 'state'>): boolean {
  return state === 'PRIMARY' || state === 'SECONDARY';
}
