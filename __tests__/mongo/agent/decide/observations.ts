import fc from 'fast-check';
import { MemberOptions } from '../../../../lib/mongo/agent/contract';
import { ordinary } from '../../../../lib/mongo/agent/decide/member-options';
import {
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
export const synced: UserState = { name: 'app', state: 'synced' };
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
export const raisable: Compatibility = { desired: '8.0', current: '7.0', lower: false, behind: [] };
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
  { ...settled, desired: { ...plain, outside: ['a:1', 'b:1', 'c:1'] } },
  { ...settled, desired: { ...plain, members: { 0: nonVoting, 1: hidden } } },
  { ...settled, desired: { ...plain, members: { 0: hidden, 1: hidden, 2: hidden } } },
  { ...settled, desired: { ...plain, zoneTags: true, members: { 1: preferred } }, nodeLabels: { 0: { zone: 'a' } } },
];

export function members(ordinals: readonly (number | undefined)[], state = 'SECONDARY'): Member[] {
  return ordinals.map((ordinal) => ({ host: `host-${ordinal ?? 'foreign'}`, ordinal, state }));
}

const tlsStates: (TlsState | undefined)[] = [
  undefined,
  { certificate: 'served' },
  { certificate: 'served', unnamed: ['mongo-0.example.com'] },
  { certificate: 'new' },
  { certificate: 'refused', problem: 'tls.crt ended' },
  { certificate: 'served', answers: { 'host-0': 'tls', 'host-1': 'tls', 'host-2': 'silent' } },
  { certificate: 'served', answers: { 'host-0': 'tls', 'host-1': 'plain', 'host-2': 'tls' } },
];

/** A settled primary of three members, but for what is given. */
export function observed(given: Partial<Observation> = {}): Observation {
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

export function fresh(given: Partial<Observation> = {}): Observation {
  return observed({ state: 'uninitialised', members: [], users: [], peers: { 1: 'empty', 2: 'empty' }, ...given });
}

/** Every product of what can be seen, for up to three members: some twenty thousand observations. */
export function* everything(): Generator<Observation> {
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

export const anyObservation: fc.Arbitrary<Observation> = fc.record({
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
      outside: fc.constantFrom(undefined, 'a:1'),
    }),
    { selector: ({ ordinal }) => ordinal, maxLength: 7 },
  ),
  peers: fc.dictionary(fc.nat(6).map(String), fc.constantFrom(...peerStates)),
  users: fc.array(fc.constantFrom(...userStates), { maxLength: 3 }),
  compatibility: fc.constantFrom(...compatibilities),
  tls: fc.constantFrom(...tlsStates),
  topology: fc.constantFrom(...topologies),
});
