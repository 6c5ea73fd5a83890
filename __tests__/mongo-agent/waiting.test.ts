import { decide, Observed } from '../../lib/mongo-agent/decide';
import { waitingFor } from '../../lib/mongo-agent/waiting';

const member = (ordinal: number, state = 'SECONDARY') => ({ host: `host-${ordinal}`, ordinal, state });
const primary = [member(0, 'PRIMARY'), member(1), member(2)];
const calm: Observed = {
  ordinal: 0,
  replicas: 3,
  state: 'primary',
  listed: true,
  lostSeconds: 0,
  members: primary,
  peers: {},
  users: [],
  compatibility: undefined,
};
const refused = { name: 'app', state: 'refused', problem: 'the password must not be empty', attempts: 0 } as const;

test.each<[string[], Partial<Observed>]>([
  [[], {}],
  [['mongod'], { state: 'unreachable' }],
  [['keyfile'], { state: 'refused' }],
  [['state'], { state: 'startup2' }],
  [['state'], { state: 'recovering' }],
  [['configuration'], { state: 'removed', listed: false }],
  [['configuration'], { state: 'uninitialised', ordinal: 1 }],
  [['members'], { state: 'uninitialised', peers: { 1: 'unreachable', 2: 'empty' } }],
  [['api_server'], { state: 'uninitialised', replicas: undefined }],
  [['api_server'], { replicas: undefined }],
  [['members'], { members: primary.slice(0, 2), peers: { 2: 'with data' } }],
  [['members'], { replicas: 1, ordinal: 2, members: [member(0, 'RECOVERING'), member(2, 'PRIMARY')] }],
  [['users'], { users: [refused] }],
  [['members', 'users'], { members: primary.slice(0, 2), peers: { 2: 'unreachable' }, users: [refused] }],
  [['tls'], { tls: { certificate: 'refused', problem: 'it has ended' } }],
  [
    ['primary', 'tls'],
    { state: 'secondary', members: [member(0)], tls: { certificate: 'in place', answers: { 'host-1': 'plain' } } },
  ],
  [['compatibility'], { compatibility: { wanted: '7.0', current: '8.0', lower: true, behind: [] } }],
  [['tls'], { tls: { certificate: 'refused', problem: 'tls.crt ended' } }],
  [['tls'], { tls: { certificate: 'in place', answers: { 'host-1': 'plain' } } }],
  [['primary'], { state: 'secondary', members: [member(0), member(1)] }],
  [['users'], { state: 'secondary', users: [{ name: 'app', state: 'missing', attempts: 0 }] }],
])('waits for %j', (reasons, seen) => {
  const observed = { ...calm, ...seen };
  expect(waitingFor({ ...observed, action: decide(observed) })).toEqual(reasons);
});

test('waits for nothing while it acts, or before it has seen anything', () => {
  expect([
    waitingFor({ ...calm, state: 'unreachable', action: { kind: 'add', ordinals: [1] } }),
    waitingFor({}),
  ]).toEqual([[], []]);
});

test('calls other whatever it has no word for', () => {
  expect(waitingFor({ ...calm, action: { kind: 'wait', for: 'something new' } })).toEqual(['other']);
});
