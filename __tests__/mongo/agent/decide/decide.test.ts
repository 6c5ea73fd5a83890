import fc from 'fast-check';
import { MemberOptions } from '../../../../lib/mongo/agent/contract';
import { wait } from '../../../../lib/mongo/agent/decide/actions';
import { decide } from '../../../../lib/mongo/agent/decide/decide';
import { difference, mayBePrimary, ordinary } from '../../../../lib/mongo/agent/decide/member-options';
import {
  Action,
  Compatibility,
  Member,
  mongodStates,
  Observation,
  PeerState,
  TlsState,
  Topology,
  UserState,
} from '../../../../lib/mongo/agent/observation';
import { plain } from '../set';

const peerStates: PeerState[] = ['unreachable', 'refused', 'empty', 'with data', 'same', 'other'];
const synced: UserState = { name: 'app', state: 'synced' };
const userStates: UserState[] = [
  synced,
  { name: 'app', state: 'missing' },
  { name: 'app', state: 'wrong password' },
  { name: 'app', state: 'wrong roles' },
  { name: 'admin.old', state: 'unwanted' },
  { name: 'admin.auditor', state: 'missing role' },
  { name: 'admin.auditor', state: 'wrong role' },
  { name: 'app', state: 'refused', problem: 'the password in the Secret must not be empty' },
];
const raisable: Compatibility = { desired: '8.0', current: '7.0', lower: false, behind: [] };
const compatibilities: (Compatibility | undefined)[] = [
  undefined,
  raisable,
  { ...raisable, lower: true },
  { ...raisable, behind: ['host-1'] },
];

const hidden: MemberOptions = { ...ordinary, priority: 0, hidden: true };
const nonVoting: MemberOptions = { ...ordinary, votes: 0, priority: 0 };
const preferred: MemberOptions = { ...ordinary, priority: 2, tags: { use: 'reports' } };
const options = [ordinary, hidden, nonVoting, preferred];
const settled: Topology = { desired: plain, electionTimeoutMillis: 5000, nodeLabels: {} };
const topologies: (Topology | undefined)[] = [
  undefined,
  settled,
  { ...settled, electionTimeoutMillis: 10000 },
  { ...settled, desired: { ...plain, members: { 0: nonVoting, 1: hidden } } },
  { ...settled, desired: { ...plain, members: { 0: hidden, 1: hidden, 2: hidden } } },
  { ...settled, desired: { ...plain, zoneTags: true, members: { 1: preferred } }, nodeLabels: { 0: { zone: 'a' } } },
];

function members(ordinals: readonly (number | undefined)[], state = 'SECONDARY'): Member[] {
  return ordinals.map((ordinal) => ({ host: `host-${ordinal ?? 'foreign'}`, ordinal, state }));
}

const tlsStates: (TlsState | undefined)[] = [
  undefined,
  { certificate: 'served' },
  { certificate: 'new' },
  { certificate: 'refused', problem: 'tls.crt ended' },
  { certificate: 'served', answers: { 'host-0': 'tls', 'host-1': 'tls', 'host-2': 'silent' } },
  { certificate: 'served', answers: { 'host-0': 'tls', 'host-1': 'plain', 'host-2': 'tls' } },
];

/** A settled primary of three members, but for what is given. */
function observed(given: Partial<Observation> = {}): Observation {
  return {
    ordinal: 0,
    replicas: 3,
    state: 'primary',
    listed: true,
    lostSeconds: 0,
    members: [{ host: 'host-0', ordinal: 0, state: 'PRIMARY' }, ...members([1, 2])],
    peers: {},
    users: [synced],
    compatibility: undefined,
    ...given,
  };
}

function fresh(given: Partial<Observation> = {}): Observation {
  return observed({ state: 'uninitialised', members: [], users: [], peers: { 1: 'empty', 2: 'empty' }, ...given });
}

/** Every product of what can be seen, for up to three members: some twenty thousand observations. */
function* everything(): Generator<Observation> {
  const configurations = [[], [0], [0, 1], [0, 1, 2], [1, 2], [0, 3, 4], [0, undefined]];
  for (const state of mongodStates)
    for (const ordinal of [0, 1, 2])
      for (const replicas of [undefined, 0, 1, 2, 3])
        for (const configuration of configurations)
          for (const one of peerStates)
            for (const two of peerStates)
              for (const user of userStates)
                yield observed({
                  state,
                  ordinal,
                  replicas,
                  members: members(configuration, state === 'primary' ? 'SECONDARY' : 'PRIMARY').map(
                    (member, index) => ({ ...member, options: options[(index * peerStates.indexOf(two)) % 4] }),
                  ),
                  peers: { 0: one, 1: one, 2: two },
                  users: [user],
                  compatibility: compatibilities[ordinal + (one === 'same' ? 1 : 0)],
                  topology: topologies[(peerStates.indexOf(one) + (replicas ?? 0)) % topologies.length],
                  listed: one === 'same',
                  lostSeconds: two === 'same' ? 60 : 59,
                });
}

const anyObservation: fc.Arbitrary<Observation> = fc.record({
  ordinal: fc.nat(6),
  replicas: fc.option(fc.nat(7), { nil: undefined }),
  state: fc.constantFrom(...mongodStates),
  listed: fc.boolean(),
  lostSeconds: fc.integer({ min: 0, max: 120 }),
  members: fc.uniqueArray(
    fc.record({
      host: fc.constant('host'),
      ordinal: fc.option(fc.nat(8), { nil: undefined }),
      state: fc.constantFrom('PRIMARY', 'SECONDARY', 'STARTUP2', '(not reachable/healthy)'),
      options: fc.constantFrom(...options),
    }),
    { selector: ({ ordinal }) => ordinal, maxLength: 7 },
  ),
  peers: fc.dictionary(fc.nat(6).map(String), fc.constantFrom(...peerStates)),
  users: fc.array(fc.constantFrom(...userStates), { maxLength: 3 }),
  compatibility: fc.constantFrom(...compatibilities),
  tls: fc.constantFrom(...tlsStates),
  topology: fc.constantFrom(...topologies),
});

/** Why an action must not follow from an observation; undefined if it may. */
function fault(seen: Observation, action: Action): string | undefined {
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

test('breaks no law in any product of what can be seen', () => {
  const faults: string[] = [];
  for (const seen of everything()) {
    const broken = fault(seen, decide(seen));
    if (broken !== undefined) faults.push(broken);
  }
  expect(faults.slice(0, 3)).toEqual([]);
});

test('breaks no law in observations that nobody thought of', () => {
  fc.assert(
    fc.property(anyObservation, (seen) => {
      expect(fault(seen, decide(seen))).toBeUndefined();
    }),
    { numRuns: 5000 },
  );
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

test('brings the configuration to the desired members, whoever is primary, by changes the server accepts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), fc.nat(6), (before, wanted, leader) => {
      let configuration = Array.from({ length: before }, (_, ordinal) => ordinal);
      let primary = leader % before;
      for (let turn = 0; turn < 12; turn += 1) {
        const all = configuration.map((ordinal) => ({
          host: `host-${ordinal}`,
          ordinal,
          state: ordinal === primary ? 'PRIMARY' : 'SECONDARY',
        }));
        const peers = Object.fromEntries(Array.from({ length: 7 }, (_, peer) => [peer, 'empty' as const]));
        const action = decide(observed({ ordinal: primary, replicas: wanted, members: all, peers }));
        if (action.kind === 'add') configuration = [...configuration, ...action.ordinals];
        else if (action.kind === 'remove')
          configuration = configuration.filter((ordinal) => ordinal !== action.ordinal);
        else if (action.kind === 'step down') primary = Math.min(...configuration);
        else break;
      }
      expect(configuration).toEqual(Array.from({ length: wanted }, (_, ordinal) => ordinal));
    }),
  );
});

test.each<[string, Observation, Action]>([
  [
    'has mongod drop stale connections before all else',
    observed({ staleConnections: ['host-1'], tls: { certificate: 'new' } }),
    { kind: 'reconnect', hosts: ['host-1'] },
  ],
  [
    'initiates the set with all members once each said that it is empty',
    fresh(),
    { kind: 'initiate', ordinals: [0, 1, 2] },
  ],
  [
    'does not take a member that does not answer for one that does not exist',
    fresh({ peers: { 1: 'unreachable', 2: 'empty' } }),
    wait('members', 'member 1 to answer'),
  ],
  [
    'does not initiate over the data of a member',
    fresh({ peers: { 1: 'with data', 2: 'refused' } }),
    wait(
      'members',
      'member 1 to be emptied: it holds data of no replica set, which joining would delete',
      'member 2 to accept the keyfile',
    ),
  ],
  [
    'does not make a second set when ordinal 0 has lost its volume',
    fresh({ peers: { 1: 'other', 2: 'other' } }),
    wait(
      'members',
      'member 1 to bring its configuration: it belongs to a set',
      'member 2 to bring its configuration: it belongs to a set',
    ),
  ],
  [
    'initiates from ordinal 0 alone',
    fresh({ ordinal: 1 }),
    wait('configuration', 'member 0 to initiate the set, or a member to bring its configuration'),
  ],
  [
    'adds all members that are ready at once',
    observed({ replicas: 5, peers: { 3: 'empty', 4: 'same' } }),
    { kind: 'add', ordinals: [3, 4] },
  ],
  [
    'does not let a member of another set in',
    observed({ replicas: 4, peers: { 3: 'other' } }),
    wait('members', 'member 3 to be emptied: it belongs to another replica set'),
  ],
  [
    'names the reason why it does not know the number of replicas',
    observed({ replicas: undefined, apiProblem: 'the API server answered 403' }),
    wait('api_server', 'the API server to return the number of replicas: the API server answered 403'),
  ],
  ['removes surplus members one at a time', observed({ replicas: 1 }), { kind: 'remove', ordinal: 2 }],
  [
    'hands over before it is removed itself',
    observed({ ordinal: 2, replicas: 1, members: members([0, 2]) }),
    { kind: 'step down' },
  ],
  ['removes nobody from a set that is scaled to nothing', observed({ replicas: 0 }), { kind: 'idle' }],
  [
    'leaves hosts alone that are none of its pods',
    observed({ members: members([0, 1, 2, undefined]) }),
    { kind: 'idle' },
  ],
  [
    'ends a mongod that is lost in its own configuration after a minute',
    observed({ state: 'removed', members: [], lostSeconds: 60 }),
    { kind: 'restart mongod' },
  ],
  [
    'leaves a removed member alone',
    observed({ state: 'removed', members: [], listed: false, ordinal: 3, lostSeconds: 600 }),
    wait('configuration', 'the pod to end: it is scaled away'),
  ],
  [
    'makes a role before the users that may have it',
    observed({
      users: [
        { name: 'admin.auditor', state: 'missing role' },
        { name: 'app', state: 'missing' },
      ],
    }),
    { kind: 'create role', role: 'admin.auditor' },
  ],
  [
    'removes a user that was named for it',
    observed({ users: [synced, { name: 'admin.old', state: 'unwanted' }] }),
    { kind: 'remove user', user: 'admin.old' },
  ],
  [
    'raises no data format while a member is missing, which may be of an older release',
    observed({ replicas: 5, peers: { 3: 'unreachable', 4: 'unreachable' }, compatibility: raisable }),
    wait('members', 'member 3 to answer', 'member 4 to answer'),
  ],
  [
    'names what a secondary misses',
    observed({ state: 'secondary', members: members([0, 1], '(not reachable/healthy)') }),
    wait('primary', 'a primary; not reachable: host-0, host-1'),
  ],
  [
    'says why a member whose keyfile alone was changed does not recover',
    observed({ state: 'recovering', members: members([0, 1], '(has another keyfile)') }),
    wait('state', "this pod's mongod to leave the state recovering; with another keyfile: host-0, host-1"),
  ],
])('%s', (_, seen, action) => {
  expect(decide(seen)).toEqual(action);
});

test('puts a certificate and the way to TLS before all else, and does all else while it waits for one', () => {
  const lacking = observed({ users: [{ name: 'app', state: 'missing' }] });
  const unreachable = observed({ state: 'unreachable', members: [], users: [] });
  const refused = { certificate: 'refused', problem: 'tls.crt ended' } as const;
  expect([
    decide({ ...lacking, tls: { certificate: 'new' } }),
    decide({ ...lacking, tls: refused }),
    decide({ ...observed(), tls: refused }),
    decide({ ...unreachable, tls: refused }),
    decide({ ...unreachable, tls: { certificate: 'new' } }),
  ]).toEqual([
    { kind: 'renew certificate' },
    { kind: 'create user', user: 'app' },
    wait('tls', 'a valid certificate in the Secret (tls.crt ended)'),
    {
      kind: 'wait',
      reasons: [
        { code: 'tls', message: 'a valid certificate in the Secret (tls.crt ended)' },
        { code: 'mongod', message: "this pod's mongod to answer" },
      ],
    },
    { kind: 'renew certificate' },
  ]);
});

test('does what else is due before it tries again what failed', () => {
  const add: Action = { kind: 'add', ordinals: [3] };
  const create: Action = { kind: 'create user', user: 'app' };
  const change: Action = { kind: 'change roles', user: 'api' };
  const due = observed({
    replicas: 4,
    peers: { 3: 'empty' },
    users: [
      { name: 'app', state: 'missing' },
      { name: 'api', state: 'wrong roles' },
    ],
  });
  const after = (...failed: Action[]) => decide({ ...due, failed: failed.map((action) => JSON.stringify(action)) });
  expect([after(), after(add), after(add, create), after(add, create, change)]).toEqual([add, create, change, add]);
});
