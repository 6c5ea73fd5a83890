import { FaultKind, faultKinds } from './fault-kinds';

/** A member by what it is when a round begins, so that two targets are two members. */
export const targets = ['primary', 'secondary', 'other secondary'] as const;

export type Target = (typeof targets)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Of no meaning for what is done to the whole set. */
  readonly target: Target;
  /** When it begins, in milliseconds from the begin of its round. */
  readonly after: number;
  /** How long it lasts, in milliseconds; 0 if it ends by itself. */
  readonly lasts: number;
}

/** Two faults that overlap or follow each other closely, of a set that was healthy. */
export type Round = readonly [Fault, Fault];

const latestStart = 12_000;

// Within this time a healthy member has all that another one acknowledged.
const catchUp = 10_000;

/** The n-th round of a seed: the same for the same arguments, on every machine. */
export function faultRound(seed: number, index: number, kinds: readonly FaultKind[]): Round {
  const random = numbers(seed * 1_000_003 + index);
  for (;;) {
    const round: Round = [fault(random, kinds), fault(random, kinds)];
    if (whyIllegal(round) === undefined) return round;
  }
}

/** The reason for which a round must not be run, whatever the order of its faults; undefined if it may. */
export function whyIllegal([one, other]: Round): string | undefined {
  return why(one, other) ?? why(other, one);
}

function why(one: Fault, other: Fault): string | undefined {
  const first = faultKinds[one.kind];
  const second = faultKinds[other.kind];
  if (one.kind === 'freezeApiServer' && second.byApiServer)
    return 'a command to an API server that is frozen does not begin';
  if (one.kind === other.kind && (first.toAll || one.target === other.target)) return 'one fault twice is one fault';
  if (!first.losesCopy) return undefined;
  if (second.losesCopy) return 'of three copies a majority is deleted: no replica set keeps its data';
  if (second.fewerMembers) return 'the only member that is left may be the one whose copy is deleted';
  if (other.after < one.after + catchUp)
    return 'what only the deleted copy and a member out of reach have is lost when the third is elected with the vote of the empty one';
  return undefined;
}

/** A round as one line. */
export function describeRound(round: Round): string {
  return round.map(describeFault).join(' + ');
}

function describeFault({ kind, target, after, lasts }: Fault): string {
  const { toAll, does } = faultKinds[kind];
  const whom = toAll ? '' : ` of the ${target}`;
  const long = lasts === 0 ? '' : ` for ${(lasts / 1000).toFixed(1)} s`;
  return `${kind}${whom} (${does}) at ${(after / 1000).toFixed(1)} s${long}`;
}

function fault(random: () => number, kinds: readonly FaultKind[]): Fault {
  const between = (from: number, to: number) => from + Math.floor(random() * (to - from));
  const one = <T>(list: readonly T[]) => list[between(0, list.length)] as T;
  const kind = one(kinds);
  const [from, to] = faultKinds[kind].seconds ?? [0, 0];
  return { kind, target: one(targets), after: between(0, latestStart), lasts: between(from * 1000, to * 1000) };
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
