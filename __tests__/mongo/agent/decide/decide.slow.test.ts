import { decide } from '../../../../lib/mongo/agent/decide/decide';
import { Observation } from '../../../../lib/mongo/agent/observation';
import { fault } from './laws';
import { everything } from './observations';

test('breaks no law in any product of what can be seen', () => {
  const faults: string[] = [];
  for (const seen of everything()) {
    const broken = fault(seen, decide(seen));
    if (broken !== undefined) faults.push(broken);
  }
  expect(faults.slice(0, 3)).toEqual([]);
});

/** What keeps a member from rest, as a reason has to name it when there is nothing to do. */
function awaited({ state, ordinal, replicas, listed, members, peers, users, compatibility }: Observation): string[] {
  const wanted = Array.from({ length: replicas ?? 0 }, (_, peer) => peer);
  const named = (peer: number) => `member ${peer} to `;
  const problems = users.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  const isSurplus =
    ordinal >= (replicas ?? 0) && replicas !== 0 && members.some((member) => member.ordinal === ordinal);
  const unlisted = wanted.filter((peer) => !members.some((member) => member.ordinal === peer));
  switch (state) {
    case 'uninitialised':
      if (ordinal !== 0) return ['member 0 to initiate'];
      if (replicas === undefined) return ['the API server'];
      return wanted.slice(1).flatMap((peer) => (peers[peer] === 'empty' ? [] : [named(peer)]));
    case 'removed':
      if (listed) return ['by name'];
      return [replicas !== undefined && ordinal >= replicas ? 'the pod to end' : 'the primary'];
    case 'primary':
      if (replicas === undefined) return ['the API server', ...problems];
      if (isSurplus) return ['a staying member', ...problems];
      return [
        ...unlisted.map(named),
        ...problems,
        ...(unlisted.length === 0 && compatibility !== undefined ? ['featureCompatibilityVersion'] : []),
      ];
    case 'secondary':
      if (!members.some((member) => member.state === 'PRIMARY')) return ['a primary'];
      return users.flatMap((user) => (user.state === 'synced' ? [] : [`${user.name}: `]));
    default:
      return ["this pod's mongod"];
  }
}

test('is idle only when nothing is missing, and names all that is when it waits', () => {
  const faults: string[] = [];
  for (const seen of everything()) {
    const action = decide(seen);
    const reason = action.kind === 'wait' ? action.reasons.map(({ message }) => message).join('; ') : '';
    const unnamed = awaited(seen).filter((part) => !reason.includes(part));
    if ((action.kind === 'idle' || action.kind === 'wait') && unnamed.length > 0)
      faults.push(`${JSON.stringify(seen)} leads to ${JSON.stringify(action)}, which must name ${unnamed.join()}`);
  }
  expect(faults.slice(0, 3)).toEqual([]);
});

test('changes no membership while the API server does not return the number of replicas', () => {
  const kinds = new Set<string>();
  for (const seen of everything()) if (seen.replicas === undefined) kinds.add(decide(seen).kind);
  expect([...kinds].filter((kind) => ['initiate', 'add', 'remove', 'step down', 'configure'].includes(kind))).toEqual(
    [],
  );
});
