const noVote = 'a member without a vote has the priority 0, as the server requires, so that it stays as it is given';

/** The mutants that decide as the original does, by what names them, and why. */
export const equivalents: readonly {
  readonly place: string;
  readonly guard: string;
  readonly becomes: string;
  readonly reason: string;
}[] = [
  {
    place: 'decide: actionOfRemoved',
    guard: '!listed && replicas !== undefined',
    becomes: '(!listed)',
    reason: 'no ordinal is greater than or equal to undefined, so that the condition is false as before',
  },
  {
    place: 'member-options: desiredMembers',
    guard: 'voters > mostVoters && given.votes > 0',
    becomes: '(voters > mostVoters)',
    reason: noVote,
  },
  {
    place: 'member-options: desiredMembers',
    guard: 'given.votes > 0',
    becomes: '(given.votes >= 0)',
    reason: noVote,
  },
  {
    place: 'membership: membership',
    guard: 'member.ordinal ?? -1',
    becomes: '(member.ordinal)',
    reason: 'undefined is not greater than or equal to a number, and -1 is not either',
  },
  {
    place: 'membership: membership',
    guard: 'other.ordinal ?? -1',
    becomes: '(other.ordinal)',
    reason: 'a surplus member has an ordinal',
  },
  {
    place: 'topology: topologyAction',
    guard: "voteObstacle(members, blocked) ?? ''",
    becomes: '(voteObstacle(members, blocked))',
    reason: 'what is blocked is a change of a vote that has an obstacle',
  },
  {
    place: 'topology: handOver',
    guard: 'other !== ordinal && other < replicas',
    becomes: '(other < replicas)',
    reason: 'the state of the primary itself is PRIMARY, and that of a successor is SECONDARY',
  },
  {
    place: 'topology: pendingMembers',
    guard: 'ordinal ?? -1',
    becomes: '(ordinal)',
    reason: 'an array has nothing at undefined, as at -1',
  },
  {
    place: 'topology: pendingMembers',
    guard: 'ordinal === undefined || !given',
    becomes: '(!given)',
    reason: 'no options are given for an undefined ordinal',
  },
];
