import { Action, Observation, PeerState } from '../observation';
import { wait } from './actions';
import { handOver, isOutdated } from './topology';

type Missing = Pick<Observation, 'ordinal' | 'replicas' | 'state' | 'members'>;

/** Returns the ordinals of the pods that may become members, whose state must be known before anything is decided. */
export function candidates({ ordinal, replicas = 0, state, members }: Missing): number[] {
  if (state === 'uninitialised' && ordinal === 0) return upTo(replicas).slice(1);
  if (state !== 'primary') return [];
  return upTo(replicas).filter((desired) => !members.some((member) => member.ordinal === desired));
}

/**
 * Returns the action of a member without a configuration. Ordinal 0 alone initiates a set, with all members, each of which is empty and
 * never was in a set: the server would not stop two initiations at once, and would drop the data of a member that has some.
 */
export function initiation({ ordinal, replicas, apiProblem, peers }: Observation): Action {
  if (ordinal !== 0)
    return wait('configuration', 'member 0 to initiate the set, or a member to bring its configuration');
  if (replicas === undefined) return waitForReplicas(apiProblem);
  if (replicas === 0) return wait('members', 'the pod to end: no members are desired');
  const strangers = upTo(replicas)
    .slice(1)
    .filter((peer) => peers[peer] !== 'empty');
  const obstacles = strangers.map((peer) =>
    peers[peer] === 'same' || peers[peer] === 'other'
      ? `member ${peer} to bring its configuration: it belongs to a set`
      : strangeness(peer, peers[peer]),
  );
  return obstacles.length > 0 ? wait('members', ...obstacles) : { kind: 'initiate', ordinals: upTo(replicas) };
}

/**
 * Returns the action of a primary on its configuration, which follows the StatefulSet's replicas: missing members are added, surplus
 * ones removed one at a time, dead or alive, and a surplus primary hands over last. Hosts that are not pods of the StatefulSet stay.
 */
export function membership(observation: Observation): Action | undefined {
  const { ordinal, replicas, apiProblem, members, peers } = observation;
  if (replicas === undefined) return waitForReplicas(apiProblem);
  if (replicas === 0) return undefined;
  const missing = candidates({ ordinal, replicas, state: 'primary', members });
  const ready = missing.filter((peer) => peers[peer] === 'empty' || peers[peer] === 'same');
  if (ready.length > 0 && !isOutdated(observation)) return { kind: 'add', ordinals: ready };

  const surplus = members.map((member) => member.ordinal ?? -1).filter((other) => other >= replicas);
  const others = surplus.filter((other) => other !== ordinal);
  if (others.length > 0) return { kind: 'remove', ordinal: Math.max(...others) };
  if (surplus.length > 0) return handOver(observation);
  const obstacles = missing.filter((peer) => !ready.includes(peer)).map((peer) => strangeness(peer, peers[peer]));
  return obstacles.length > 0 ? wait('members', ...obstacles) : undefined;
}

function waitForReplicas(problem: string | undefined): Action {
  const reason = problem ? `: ${problem}` : '';
  return wait('api_server', `the API server to return the number of replicas${reason}`);
}

function strangeness(ordinal: number, state: PeerState = 'unreachable'): string {
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

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, ordinal) => ordinal);
}
