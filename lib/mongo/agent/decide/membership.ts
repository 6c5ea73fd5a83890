import { Action, Observation, PeerState } from '../observation';
import { wait } from './actions';
import { mayJoin } from './exposure';
import { handOver, isInSync, isOutdated } from './topology';

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
  const all = upTo(replicas);
  const strangers = all.slice(1).filter((peer) => peers[peer] !== 'empty');
  if (strangers.length === 0) return { kind: 'initiate', ordinals: all };
  return wait('members', ...peerObstacles(strangers, peers, 'bring its configuration: it belongs to a set'));
}

/**
 * Returns the action of a primary on its configuration, which follows the StatefulSet's replicas: missing members are added, surplus
 * ones removed one at a time, dead ones first, and a surplus primary hands over last. Hosts that are not pods of the StatefulSet stay.
 */
export function membership(seen: Observation): Action | undefined {
  const { ordinal, replicas, apiProblem, members, peers } = seen;
  if (replicas === undefined) return waitForReplicas(apiProblem);
  if (replicas === 0) return undefined;
  const missing = candidates({ ordinal, replicas, state: 'primary', members });
  const joinable = missing.filter((peer) => peers[peer] === 'empty' || peers[peer] === 'same');
  const ready = joinable.filter((peer) => mayJoin(seen, peer));
  if (ready.length > 0 && !isOutdated(seen)) return { kind: 'add', ordinals: ready };

  const surplus = members.filter((member) => (member.ordinal ?? -1) >= replicas);
  const others = surplus.filter((other) => other.ordinal !== ordinal);
  // The server refuses a configuration of which no majority answers, so that those that do not answer go first.
  const lost = others.filter((other) => !isInSync(other));
  const [last] = (lost.length > 0 ? lost : others).map((other) => other.ordinal ?? -1).sort((a, b) => b - a);
  if (last !== undefined) return { kind: 'remove', ordinal: last };
  if (surplus.length > 0) return handOver(seen);
  if (ready.length === missing.length) return undefined;
  const strangers = missing.filter((peer) => !joinable.includes(peer));
  const nameless = joinable.filter((peer) => !ready.includes(peer));
  return wait(
    'members',
    ...peerObstacles(strangers, peers, 'be emptied: it belongs to another replica set'),
    ...nameless.map((peer) => `member ${peer} to have a host outside of the cluster, as the others have`),
  );
}

function waitForReplicas(problem: string | undefined): Action {
  return wait('api_server', `the API server to return the number of replicas${problem ? `: ${problem}` : ''}`);
}

/** `ofSet` is what a pod that belongs to a set has to do. */
function peerObstacles(ordinals: readonly number[], peers: Observation['peers'], ofSet: string): string[] {
  const obstacles: Partial<Record<PeerState, string>> = {
    unreachable: 'answer',
    refused: 'accept the keyfile',
    'with data': 'be emptied: it holds data of no replica set, which joining would delete',
  };
  return ordinals.map((peer) => `member ${peer} to ${obstacles[peers[peer] ?? 'unreachable'] ?? ofSet}`);
}

function upTo(length: number): number[] {
  return [...Array(length).keys()];
}
