import fc from 'fast-check';
import {
  Action,
  askedPeers,
  Compatibility,
  decide,
  Member,
  Observed,
  OwnState,
  PeerState,
  UserState,
} from '../../lib/mongo-agent/decide';

const states: OwnState[] = [
  'unreachable',
  'refused',
  'uninitialised',
  'removed',
  'startup',
  'startup2',
  'recovering',
  'rollback',
  'primary',
  'secondary',
  'unknown',
];
const peerStates: PeerState[] = ['unreachable', 'refused', 'empty', 'with data', 'same', 'other'];
const converged: UserState = { name: 'app', state: 'converged', attempts: 0 };
const userStates: UserState[] = [
  converged,
  { name: 'app', state: 'missing', attempts: 0 },
  { name: 'app', state: 'wrong password', attempts: 3 },
  { name: 'app', state: 'wrong roles', attempts: 0 },
  { name: 'admin.old', state: 'unwanted', attempts: 0 },
  { name: 'admin.auditor', state: 'missing role', attempts: 0 },
  { name: 'admin.auditor', state: 'wrong role', attempts: 0 },
  { name: 'app', state: 'refused', problem: 'the password in the Secret must not be empty', attempts: 0 },
];
const raisable: Compatibility = { wanted: '8.0', current: '7.0', lower: false, behind: [] };
const compatibilities: (Compatibility | undefined)[] = [
  undefined,
  raisable,
  { ...raisable, lower: true },
  { ...raisable, behind: ['host-1'] },
];

function members(ordinals: readonly (number | undefined)[], state = 'SECONDARY'): Member[] {
  return ordinals.map((ordinal) => ({ host: `host-${ordinal ?? 'foreign'}`, ordinal, state }));
}

/** A settled primary of three members, but for what is given. */
function observed(given: Partial<Observed> = {}): Observed {
  return {
    ordinal: 0,
    replicas: 3,
    state: 'primary',
    listed: true,
    lostSeconds: 0,
    members: [{ host: 'host-0', ordinal: 0, state: 'PRIMARY' }, ...members([1, 2])],
    peers: {},
    users: [converged],
    compatibility: undefined,
    ...given,
  };
}

function fresh(given: Partial<Observed> = {}): Observed {
  return observed({ state: 'uninitialised', members: [], users: [], peers: { 1: 'empty', 2: 'empty' }, ...given });
}

/** Every product of what can be seen, for up to three members: some twenty thousand observations. */
function* everything(): Generator<Observed> {
  const configurations = [[], [0], [0, 1], [0, 1, 2], [1, 2], [0, 3, 4], [0, undefined]];
  for (const state of states)
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
                  members: members(configuration, state === 'primary' ? 'SECONDARY' : 'PRIMARY'),
                  peers: { 0: one, 1: one, 2: two },
                  users: [user],
                  compatibility: compatibilities[ordinal + (one === 'same' ? 1 : 0)],
                  listed: one === 'same',
                  lostSeconds: two === 'same' ? 60 : 59,
                });
}

const anyObservation: fc.Arbitrary<Observed> = fc.record({
  ordinal: fc.nat(6),
  replicas: fc.option(fc.nat(7), { nil: undefined }),
  state: fc.constantFrom(...states),
  listed: fc.boolean(),
  lostSeconds: fc.integer({ min: 0, max: 120 }),
  members: fc.uniqueArray(
    fc.record({
      host: fc.constant('host'),
      ordinal: fc.option(fc.nat(8), { nil: undefined }),
      state: fc.constantFrom('PRIMARY', 'SECONDARY', 'STARTUP2', '(not reachable/healthy)'),
    }),
    { selector: ({ ordinal }) => ordinal, maxLength: 7 },
  ),
  peers: fc.dictionary(fc.nat(6).map(String), fc.constantFrom(...peerStates)),
  users: fc.array(fc.constantFrom(...userStates), { maxLength: 3 }),
  compatibility: fc.constantFrom(...compatibilities),
});

/** Why an action must not follow from an observation; undefined if it may. */
function fault(seen: Observed, action: Action): string | undefined {
  const { replicas = 0 } = seen;
  const ours = seen.members.flatMap(({ ordinal }) => (ordinal === undefined ? [] : [ordinal]));
  const laws: Record<Action['kind'], () => boolean> = {
    rest: () => seen.state === 'primary' || seen.state === 'secondary',
    wait: () => action.kind === 'wait' && action.for !== '',
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
      seen.ordinal >= replicas &&
      ours.filter((ordinal) => ordinal >= replicas).length === 1 &&
      seen.members.some(({ ordinal, state }) => ordinal !== undefined && ordinal < replicas && state === 'SECONDARY'),
    'restart mongod': () => seen.state === 'removed' && seen.listed && seen.lostSeconds >= 60,
    'create user': () => seen.state === 'primary',
    'change password': () => seen.state === 'primary',
    'change roles': () => seen.state === 'primary',
    'remove user': () => seen.state === 'primary' && seen.users.some(({ state }) => state === 'unwanted'),
    'create role': () => seen.state === 'primary',
    'change role': () => seen.state === 'primary',
    'raise compatibility': () =>
      seen.state === 'primary' &&
      seen.compatibility?.lower === false &&
      seen.compatibility.behind.length === 0 &&
      Array.from({ length: replicas }, (_, ordinal) => ordinal).every((ordinal) => ours.includes(ordinal)),
  };
  return laws[action.kind]() ? undefined : `${JSON.stringify(seen)} must not lead to ${JSON.stringify(action)}`;
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

test('changes no membership while the API server does not say how many members are wanted', () => {
  const kinds = new Set<string>();
  for (const seen of everything()) if (seen.replicas === undefined) kinds.add(decide(seen).kind);
  expect([...kinds].filter((kind) => ['initiate', 'add', 'remove', 'step down'].includes(kind))).toEqual([]);
});

test('brings the configuration to the wanted members, whoever is primary, by changes the server accepts', () => {
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

test.each<[string, Observed, Action]>([
  [
    'initiates the set with all members once each said that it is empty',
    fresh(),
    { kind: 'initiate', ordinals: [0, 1, 2] },
  ],
  [
    'does not take a member that does not answer for one that does not exist',
    fresh({ peers: { 1: 'unreachable', 2: 'empty' } }),
    { kind: 'wait', for: 'member 1 to answer' },
  ],
  [
    'does not initiate over the data of a member',
    fresh({ peers: { 1: 'with data', 2: 'refused' } }),
    {
      kind: 'wait',
      for: 'member 1 to be emptied: it holds data of no replica set, which joining would delete; member 2 to accept the keyfile',
    },
  ],
  [
    'does not make a second set when ordinal 0 has lost its volume',
    fresh({ peers: { 1: 'other', 2: 'other' } }),
    {
      kind: 'wait',
      for: 'member 1 to bring its configuration: it belongs to a set; member 2 to bring its configuration: it belongs to a set',
    },
  ],
  [
    'initiates from ordinal 0 alone',
    fresh({ ordinal: 1 }),
    { kind: 'wait', for: 'member 0 to initiate the set, or a member to bring its configuration' },
  ],
  [
    'adds all members that are ready at once',
    observed({ replicas: 5, peers: { 3: 'empty', 4: 'same' } }),
    { kind: 'add', ordinals: [3, 4] },
  ],
  [
    'does not let a member of another set in',
    observed({ replicas: 4, peers: { 3: 'other' } }),
    { kind: 'wait', for: 'member 3 to be emptied: it belongs to another replica set' },
  ],
  ['removes surplus members one at a time', observed({ replicas: 1 }), { kind: 'remove', ordinal: 2 }],
  [
    'hands over before it is removed itself',
    observed({ ordinal: 2, replicas: 1, members: members([0, 2]) }),
    { kind: 'step down' },
  ],
  ['removes nobody from a set that is scaled to nothing', observed({ replicas: 0 }), { kind: 'rest' }],
  [
    'leaves hosts alone that are none of its pods',
    observed({ members: members([0, 1, 2, undefined]) }),
    { kind: 'rest' },
  ],
  [
    'ends a mongod that is lost in its own configuration after a minute',
    observed({ state: 'removed', members: [], lostSeconds: 60 }),
    { kind: 'restart mongod' },
  ],
  [
    'leaves a removed member alone',
    observed({ state: 'removed', members: [], listed: false, ordinal: 3, lostSeconds: 600 }),
    { kind: 'wait', for: 'the pod to end: it is scaled away' },
  ],
  [
    'tries the user first that was tried least',
    observed({
      users: [
        { name: 'one', state: 'wrong roles', attempts: 2 },
        { name: 'two', state: 'missing', attempts: 1 },
      ],
    }),
    { kind: 'create user', user: 'two' },
  ],
  [
    'makes a role before the users that may have it',
    observed({
      users: [
        { name: 'admin.auditor', state: 'missing role', attempts: 0 },
        { name: 'app', state: 'missing', attempts: 0 },
      ],
    }),
    { kind: 'create role', role: 'admin.auditor' },
  ],
  [
    'removes a user that was named for it',
    observed({ users: [converged, { name: 'admin.old', state: 'unwanted', attempts: 0 }] }),
    { kind: 'remove user', user: 'admin.old' },
  ],
  [
    'raises the data format once every member could read it',
    observed({ compatibility: raisable }),
    { kind: 'raise compatibility', version: '8.0' },
  ],
  [
    'raises no data format that a member could not read',
    observed({ compatibility: { ...raisable, behind: ['host-1'] } }),
    { kind: 'wait', for: 'host-1 to run 8.0, for featureCompatibilityVersion' },
  ],
  [
    'raises no data format while a member is missing, which may be of an older release',
    observed({ replicas: 5, peers: { 3: 'unreachable', 4: 'unreachable' }, compatibility: raisable }),
    { kind: 'wait', for: 'member 3 to answer; member 4 to answer' },
  ],
  [
    'lowers no data format',
    observed({ compatibility: { ...raisable, wanted: '6.0', lower: true } }),
    { kind: 'wait', for: 'an administrator to lower featureCompatibilityVersion from 7.0 to 6.0' },
  ],
  [
    'names what a secondary misses',
    observed({ state: 'secondary', members: members([0, 1], '(not reachable/healthy)') }),
    { kind: 'wait', for: 'a primary; not reachable: host-0, host-1' },
  ],
])('%s', (_, seen, action) => {
  expect(decide(seen)).toEqual(action);
});

test('asks only those who could become members', () => {
  expect([
    askedPeers(fresh()),
    askedPeers(fresh({ ordinal: 1 })),
    askedPeers(observed({ replicas: 5 })),
    askedPeers(observed({ replicas: 5, state: 'secondary' })),
    askedPeers(observed({ replicas: undefined })),
  ]).toEqual([[1, 2], [], [3, 4], [], []]);
});
