import { Member } from '../observation';

/** The state of a member that answers, and refuses the key of this one. MongoDB calls it not reachable too. */
const otherKeyfile = '(has another keyfile)';

/** Returns a member's state as `replSetGetStatus` shows it, or `(has another keyfile)`. */
export function memberState({
  stateStr,
  authenticated,
}: {
  readonly stateStr: string;
  readonly authenticated?: boolean;
}): string {
  return authenticated === false ? otherKeyfile : stateStr;
}

/** Returns the unreachable members as the end of a sentence: `; not reachable: host-0; with another keyfile: host-1`. */
export function unreachable(members: readonly Member[]): string {
  const lost = members.filter(({ state }) => state.startsWith('(') && state !== otherKeyfile);
  const strangers = members.filter(({ state }) => state === otherKeyfile);
  return ending('not reachable', lost) + ending('with another keyfile', strangers);
}

function ending(problem: string, members: readonly Member[]): string {
  return members.length === 0 ? '' : `; ${problem}: ${members.map(({ host }) => host).join(', ')}`;
}
