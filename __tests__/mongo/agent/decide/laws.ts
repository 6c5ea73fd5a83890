import { difference, mayBePrimary, ordinary } from '../../../../lib/mongo/agent/decide/member-options';
import { Action, Observation } from '../../../../lib/mongo/agent/observation';

/** Why an action must not follow from an observation; undefined if it may. */
export function fault(seen: Observation, action: Action): string | undefined {
  const { replicas = 0 } = seen;
  const ours = seen.members.flatMap(({ ordinal }) => (ordinal === undefined ? [] : [ordinal]));
  const laws: Record<Action['kind'], () => boolean> = {
    idle: () => seen.state === 'primary' || seen.state === 'secondary',
    wait: () =>
      action.kind === 'wait' && action.reasons.length > 0 && action.reasons.every(({ message }) => message !== ''),
    initiate: () =>
      action.kind === 'initiate' &&
      seen.state === 'uninitialised' &&
      seen.ordinal === 0 &&
      action.ordinals.length === replicas &&
      action.ordinals.every((ordinal, index) => ordinal === index && (index === 0 || seen.peers[index] === 'empty')),
    add: () =>
      action.kind === 'add' &&
      seen.state === 'primary' &&
      action.ordinals.every(
        (ordinal) =>
          ordinal < replicas && !ours.includes(ordinal) && ['empty', 'same'].includes(seen.peers[ordinal] ?? ''),
      ),
    remove: () =>
      action.kind === 'remove' &&
      seen.state === 'primary' &&
      replicas > 0 &&
      action.ordinal >= replicas &&
      action.ordinal !== seen.ordinal &&
      ours.includes(action.ordinal),
    'step down': () =>
      seen.state === 'primary' &&
      replicas > 0 &&
      (seen.ordinal >= replicas
        ? ours.filter((ordinal) => ordinal >= replicas).length === 1
        : seen.topology?.desired.members[seen.ordinal]?.priority === 0) &&
      seen.members.some(
        ({ ordinal = replicas, state, options: given = ordinary }) =>
          ordinal < replicas && ordinal !== seen.ordinal && state === 'SECONDARY' && mayBePrimary(given),
      ),
    configure: () =>
      action.kind === 'configure' &&
      seen.state === 'primary' &&
      replicas > 0 &&
      isAcceptable(seen, action) &&
      Object.keys(action.members).every((ordinal) => Number(ordinal) < replicas && ours.includes(Number(ordinal))),
    'set horizons': () =>
      action.kind === 'set horizons' &&
      seen.state === 'primary' &&
      replicas > 0 &&
      (action.hosts.length === 0 ||
        (seen.members.every(({ ordinal = -1 }) => action.hosts[ordinal] !== undefined) &&
          seen.tls?.certificate === 'served' &&
          !seen.tls.unnamed)),
    reconnect: () => seen.staleConnections !== undefined && seen.staleConnections.length > 0,
    'restart mongod': () => seen.state === 'removed' && seen.listed && seen.lostSeconds >= 60,
    'create user': () => seen.state === 'primary',
    'change password': () => seen.state === 'primary',
    'change roles': () => seen.state === 'primary',
    'remove user': () => seen.state === 'primary' && seen.users.some(({ state }) => state === 'unwanted'),
    'create role': () => seen.state === 'primary',
    'change role': () => seen.state === 'primary',
    'renew certificate': () => seen.tls?.certificate === 'new',
    'raise TLS': () => {
      const answers = Object.values(seen.tls?.answers ?? {});
      const good = answers.filter((answer) => answer === 'tls').length;
      return 2 * good > answers.length && answers.every((answer) => answer === 'tls' || answer === 'silent');
    },
    'raise compatibility': () =>
      seen.state === 'primary' &&
      seen.compatibility?.lower === false &&
      seen.compatibility.behind.length === 0 &&
      Array.from({ length: replicas }, (_, ordinal) => ordinal).every((ordinal) => ours.includes(ordinal)),
  };
  return laws[action.kind]() ? undefined : `${JSON.stringify(seen)} must not lead to ${JSON.stringify(action)}`;
}

/** Whether a change of the members' options changes something, one vote at most, and leaves a majority and the primary its place. */
function isAcceptable(
  seen: Observation,
  { members: changes, electionTimeoutMillis }: Action & { kind: 'configure' },
): boolean {
  const after = seen.members.map(({ ordinal = -1, state, options: before = ordinary }) => {
    const given = { ...before, ...changes[ordinal] };
    return { ordinal, given, inSync: ['PRIMARY', 'SECONDARY'].includes(state), changed: given.votes - before.votes };
  });
  const voters = after.filter(({ given }) => given.votes > 0);
  const changed = after.filter(({ changed: votes }) => votes !== 0);
  const [vote] = changed;
  const own = seen.members.find(({ ordinal }) => ordinal === seen.ordinal)?.options ?? ordinary;
  return (
    changed.length <= 1 &&
    (vote?.changed !== 1 || vote.inSync) &&
    (vote?.changed !== -1 || voters.filter(({ inSync }) => inSync).length * 2 > voters.length) &&
    (!mayBePrimary(own) || mayBePrimary({ ...own, ...changes[seen.ordinal] })) &&
    (electionTimeoutMillis !== seen.topology?.electionTimeoutMillis || Object.keys(changes).length > 0) &&
    after.every(({ ordinal, given }) => {
      const before = seen.members.find((member) => (member.ordinal ?? -1) === ordinal)?.options ?? ordinary;
      return changes[ordinal] === undefined || difference(before, given) !== undefined;
    })
  );
}
