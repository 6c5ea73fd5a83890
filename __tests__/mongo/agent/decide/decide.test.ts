import fc from 'fast-check';
import { wait } from '../../../../lib/mongo/agent/decide/actions';
import { decide } from '../../../../lib/mongo/agent/decide/decide';
import {
  Action,
  Compatibility,
  Observation,
  TlsAnswer,
  TlsState,
  UserState,
} from '../../../../lib/mongo/agent/observation';
import { fault } from './laws';
import { anyObservation, fresh, members, observed, raisable, synced } from './observations';

test('breaks no law in observations that nobody thought of', () => {
  fc.assert(
    fc.property(anyObservation, (seen) => {
      expect(fault(seen, decide(seen))).toBeUndefined();
    }),
    { numRuns: 5000 },
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
    'names DNS before all else that it waits for',
    observed({ state: 'secondary', members: members([1], '(not reachable/healthy)'), dnsProblem: 'ETIMEOUT' }),
    {
      kind: 'wait',
      reasons: [
        { code: 'dns', message: 'the DNS of the cluster to answer (ETIMEOUT)' },
        { code: 'primary', message: 'a primary; not reachable: host-1' },
      ],
    },
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
    'removes a surplus member that does not answer before one that does, which is needed for it',
    observed({
      replicas: 1,
      members: [...members([0], 'PRIMARY'), ...members([1], '(not reachable/healthy)'), ...members([2])],
    }),
    { kind: 'remove', ordinal: 1 },
  ],
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
    'names the keyfile that mongod does not accept',
    observed({ state: 'refused', members: [] }),
    wait('keyfile', "this pod's mongod to accept the keyfile"),
  ],
  [
    'waits for the primary to take back a member that is desired',
    observed({ state: 'removed', members: [], listed: false, ordinal: 2 }),
    wait('configuration', 'the primary to take this member into the configuration'),
  ],
  [
    'waits for the primary to take back a member while the number of replicas is not known',
    observed({ state: 'removed', members: [], listed: false, ordinal: 2, replicas: undefined }),
    wait('configuration', 'the primary to take this member into the configuration'),
  ],
  [
    'waits for its name rather than its end where a surplus member is in the configuration',
    observed({ state: 'removed', members: [], listed: true, ordinal: 3, lostSeconds: 10 }),
    wait('configuration', "this pod's mongod to find itself in its configuration by name"),
  ],
  [
    'names as a secondary the users that are not set up, and no others',
    observed({
      ordinal: 1,
      state: 'secondary',
      users: [synced, { name: 'reports', state: 'missing' }],
    }),
    wait('users', 'reports: the primary to set up the user'),
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
    'names the members that cannot be heard, and which of them have another keyfile',
    observed({
      state: 'secondary',
      members: [
        ...members([0], '(not reachable/healthy)'),
        ...members([1], '(has another keyfile)'),
        ...members([2], 'RECOVERING'),
      ],
    }),
    wait('primary', 'a primary; not reachable: host-0; with another keyfile: host-1'),
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

test.each<[UserState['state'], Action]>([
  ['synced', { kind: 'idle' }],
  ['missing', { kind: 'create user', user: 'app' }],
  ['wrong password', { kind: 'change password', user: 'app' }],
  ['wrong roles', { kind: 'change roles', user: 'app' }],
  ['unwanted', { kind: 'remove user', user: 'app' }],
  ['missing role', { kind: 'create role', role: 'app' }],
  ['wrong role', { kind: 'change role', role: 'app' }],
])('has one change at most for a user or role that is %s', (state, action) => {
  expect(decide(observed({ users: [{ name: 'app', state }] }))).toEqual(action);
});

test('changes the other users while it waits for Secrets', () => {
  const problems: UserState[] = [
    { name: 'app', state: 'refused', problem: 'the password in the Secret must not be empty' },
    { name: 'old', state: 'refused', problem: 'the Secret has the username of api' },
  ];
  expect([
    decide(observed({ users: [...problems, { name: 'api', state: 'missing' }] })),
    decide(observed({ users: [...problems, { name: 'api', state: 'synced' }] })),
  ]).toEqual([
    { kind: 'create user', user: 'api' },
    wait('users', 'app: the password in the Secret must not be empty', 'old: the Secret has the username of api'),
  ]);
});

test.each<[string, Compatibility | undefined, Action]>([
  ['does nothing if the set has the desired data format', undefined, { kind: 'idle' }],
  ['raises the data format once every member can read it', raisable, { kind: 'raise compatibility', version: '8.0' }],
  [
    'does not raise a data format that a member cannot read',
    { ...raisable, behind: ['host-1', 'host-2'] },
    wait('compatibility', 'host-1, host-2 to run 8.0, for featureCompatibilityVersion'),
  ],
  [
    'does not lower a data format',
    { ...raisable, desired: '6.0', lower: true },
    wait('compatibility', 'an administrator to lower featureCompatibilityVersion from 7.0 to 6.0'),
  ],
])('%s', (_, compatibility, action) => {
  expect(decide(observed({ compatibility }))).toEqual(action);
});

const answering = (...answers: readonly TlsAnswer[]): TlsState => ({
  certificate: 'served',
  answers: Object.fromEntries(answers.map((answer, ordinal) => [`host-${ordinal}`, answer])),
});
const raised: Action = { kind: 'raise TLS' };

test.each<[string, TlsState | undefined, Action]>([
  ['does nothing in a set without TLS', undefined, { kind: 'idle' }],
  ['is idle while mongod serves the certificate', { certificate: 'served' }, { kind: 'idle' }],
  ['brings a new certificate', { certificate: 'new' }, { kind: 'renew certificate' }],
  [
    'brings a new certificate before all else',
    { ...answering('plain', 'tls'), certificate: 'new' },
    { kind: 'renew certificate' },
  ],
  [
    'says what is wrong with a certificate',
    { certificate: 'refused', problem: 'tls.crt ended' },
    wait('tls', 'a valid certificate in the Secret (tls.crt ended)'),
  ],
  ['has mongod speak TLS once all members do', answering('tls', 'tls', 'tls'), raised],
  ['has a single mongod speak TLS', answering('tls'), raised],
  ['does not wait for a member that is away', answering('tls', 'tls', 'silent'), raised],
  ['waits for a majority', answering('tls', 'silent', 'silent'), wait('tls', 'host-1 to answer', 'host-2 to answer')],
  [
    'waits for a member without TLS, however many have it',
    answering('tls', 'plain', 'tls'),
    wait('tls', 'host-1 to accept TLS'),
  ],
  [
    'waits for a member that would be refused',
    answering('tls', 'tls', 'untrusted'),
    wait('tls', 'host-2 to have a certificate that ca.crt signed'),
  ],
  [
    'names all that it waits for',
    { ...answering('tls', 'plain'), certificate: 'refused', problem: 'tls.crt ended' },
    wait('tls', 'a valid certificate in the Secret (tls.crt ended)', 'host-1 to accept TLS'),
  ],
  ['has nobody to ask in a set that is none yet', answering(), { kind: 'idle' }],
])('%s', (_, tls, action) => {
  expect(decide(observed({ tls }))).toEqual(action);
});

test('never speaks TLS to a member that answers otherwise, or to a minority', () => {
  const answer = fc.constantFrom<TlsAnswer>('tls', 'untrusted', 'plain', 'silent');
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 9 }), (answers) => {
      const isRaised = decide(observed({ tls: answering(...answers) })).kind === 'raise TLS';
      const count = (wanted: TlsAnswer) => answers.filter((given) => given === wanted).length;
      expect(isRaised).toBe(count('plain') + count('untrusted') === 0 && count('tls') > count('silent'));
    }),
  );
});
