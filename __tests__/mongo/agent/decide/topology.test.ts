import fc from 'fast-check';
import { DesiredTopology, MemberOptions } from '../../../../lib/mongo/agent/contract';
import { wait } from '../../../../lib/mongo/agent/decide/actions';
import { decide } from '../../../../lib/mongo/agent/decide/decide';
import { desiredMembers, mayBePrimary, ordinary } from '../../../../lib/mongo/agent/decide/member-options';
import { handOver, isOutdated } from '../../../../lib/mongo/agent/decide/topology';
import { Action, Member, Observation, Topology } from '../../../../lib/mongo/agent/observation';
import { plain } from '../set';

const hidden: MemberOptions = { ...ordinary, priority: 0, hidden: true };
const nonVoting: MemberOptions = { ...ordinary, votes: 0, priority: 0 };
const preferred: MemberOptions = { ...ordinary, priority: 5 };

function member(ordinal: number, options: MemberOptions = ordinary, state = 'SECONDARY'): Member {
  return {
    host: `host-${ordinal}`,
    ordinal,
    state: ordinal === 0 && state === 'SECONDARY' ? 'PRIMARY' : state,
    options,
  };
}

/** Member 0 as the primary of three ordinary members, but for what is given. */
function seen(
  given: { members?: Member[]; replicas?: number } & Partial<Omit<Topology, 'desired'>>,
  desired: Partial<DesiredTopology> = {},
): Observation {
  const { members = [0, 1, 2].map((ordinal) => member(ordinal)), replicas = members.length, ...topology } = given;
  return {
    ordinal: 0,
    replicas,
    state: 'primary',
    listed: true,
    lostSeconds: 0,
    members,
    peers: {},
    users: [],
    compatibility: undefined,
    topology: { electionTimeoutMillis: 5000, nodeLabels: {}, ...topology, desired: { ...plain, ...desired } },
  };
}

function configure(members: Record<number, Partial<MemberOptions>>, electionTimeoutMillis = 5000): Action {
  return { kind: 'configure', members, electionTimeoutMillis };
}

test.each<[string, Observation, Action]>([
  ['is idle when all is as desired', seen({}), { kind: 'idle' }],
  ['brings the election timeout to the desired one', seen({ electionTimeoutMillis: 10000 }), configure({}, 5000)],
  [
    'brings the options of several members at once',
    seen({}, { members: { 1: { priority: 5 }, 2: { priority: 0, hidden: true } } }),
    configure({ 1: { priority: 5 }, 2: { priority: 0, hidden: true } }),
  ],
  [
    'takes back what was set by hand',
    seen({ members: [member(0), member(1, preferred), member(2, { ...ordinary, tags: { use: 'x' } })] }),
    configure({ 1: { priority: 1 }, 2: { tags: {} } }),
  ],
  [
    'changes one vote at a time',
    seen({ members: [0, 1, 2, 3, 4].map((ordinal) => member(ordinal)) }, { members: { 3: nonVoting, 4: nonVoting } }),
    configure({ 3: { votes: 0, priority: 0 } }),
  ],
  [
    'gives no vote to a member that is not in sync',
    seen({ members: [member(0), member(1), member(2, nonVoting, 'STARTUP2')] }),
    wait('members', 'member 2 to be in sync before it votes'),
  ],
  [
    'gives no eighth vote',
    seen({
      members: [0, 1, 2, 3, 4, 5]
        .map((ordinal) => member(ordinal))
        .concat([
          { host: 'elsewhere', ordinal: undefined, state: 'SECONDARY', options: ordinary },
          member(6, nonVoting),
        ]),
      replicas: 7,
    }),
    wait('members', 'another vote to be free for member 6'),
  ],
  [
    'takes no vote that the majority needs',
    seen(
      { members: [member(0), member(1), member(2, ordinary, '(not reachable/healthy)')] },
      { members: { 1: nonVoting } },
    ),
    wait('members', 'a majority to be in sync without the vote of member 1'),
  ],
  [
    'takes the vote of a member that is lost',
    seen(
      { members: [member(0), member(1), member(2, ordinary, '(not reachable/healthy)')] },
      { members: { 2: nonVoting } },
    ),
    configure({ 2: { votes: 0, priority: 0 } }),
  ],
  ['hands over before it is no longer to be primary', seen({}, { members: { 0: hidden } }), { kind: 'step down' }],
  [
    'makes its successor first',
    seen({ members: [member(0), member(1, hidden), member(2, nonVoting)] }, { members: { 0: hidden, 2: nonVoting } }),
    configure({ 1: { priority: 1, hidden: false } }),
  ],
  [
    'does not hand over to a member that is not in sync',
    seen({ members: [member(0), member(1, ordinary, 'STARTUP2')] }, { members: { 0: hidden } }),
    wait('members', 'a staying member to be able to take over'),
  ],
  [
    'leaves hosts alone that are none of its pods, and members that are scaled away',
    seen({
      members: [
        member(0),
        { host: 'elsewhere', ordinal: undefined, state: 'SECONDARY', options: hidden },
        member(4, hidden),
      ],
      replicas: 1,
    }),
    { kind: 'remove', ordinal: 4 },
  ],
  [
    'gives a member in sync its vote also while another voter is away, for which it stands in',
    seen({ members: [member(0), member(1, ordinary, '(not reachable/healthy)'), member(2, nonVoting)] }),
    configure({ 2: { votes: 1, priority: 1 } }),
  ],
  [
    'tags members with the labels of their nodes beside their own tags',
    seen(
      { nodeLabels: { 0: { zone: 'a', region: 'north' }, 1: { zone: 'b' } } },
      { zoneTags: true, members: { 1: { tags: { use: 'reports' } } } },
    ),
    configure({ 0: { tags: { zone: 'a', region: 'north' } }, 1: { tags: { zone: 'b', use: 'reports' } } }),
  ],
  [
    'leaves the labels of a member whose agent does not answer as they were',
    seen(
      { members: [member(0), member(1, { ...ordinary, tags: { zone: 'b', region: 'south', old: 'x' } })] },
      { zoneTags: true },
    ),
    configure({ 1: { tags: { zone: 'b', region: 'south' } } }),
  ],
  [
    'takes the labels away when they are not desired any more',
    seen({ members: [member(0, { ...ordinary, tags: { zone: 'a' } })] }),
    configure({ 0: { tags: {} } }),
  ],
])('%s', (_, observed, action) => {
  expect(decide(observed)).toEqual(action);
});

const outdated = 'the kubelet to renew desired.json, which is not that of the StatefulSet';

test.each<[string, string | undefined, Action]>([
  ['the file of the StatefulSet', plain.revision, configure({ 1: { priority: 5 } })],
  ['its file, where the StatefulSet says no revision', undefined, configure({ 1: { priority: 5 } })],
  ['no file of before', 'next', wait('members', outdated)],
])('configures by %s', (_, revision, action) => {
  const { ...observed } = seen({}, { members: { 1: { priority: 5 } } });
  expect(decide(revision === undefined ? observed : { ...observed, revision })).toEqual(action);
});

test('adds no member by a file of before, and removes one that is surplus', () => {
  const peers = { 3: 'empty' } as const;
  const surplus = [0, 1, 2, 3].map((ordinal) => member(ordinal));
  expect([
    decide({ ...seen({ replicas: 4, members: surplus.slice(0, 3) }), peers, revision: 'next' }),
    decide({ ...seen({ replicas: 3, members: surplus }), revision: 'next' }),
  ]).toEqual([wait('members', outdated), { kind: 'remove', ordinal: 3 }]);
});

test('hands over to a member that is close behind, for writes would wait for another', () => {
  const to = (lagSeconds: number) => {
    const members = [member(0), { ...member(1), lagSeconds }, member(2, hidden)];
    return decide(seen({ members }, { members: { 0: { priority: 0 }, 2: { priority: 0, hidden: true } } }));
  };
  expect([to(10), to(11)]).toEqual([
    { kind: 'step down' },
    wait('members', 'a staying member to be able to take over'),
  ]);
});

test('hands over to a member that stays, and is to be one that may be primary', () => {
  const elsewhere: Member = { ...member(3), ordinal: undefined };
  const surplus = [1, 2].map((ordinal) => ({
    ...seen({ replicas: 1 }),
    ordinal,
    members: [member(ordinal), elsewhere],
  }));
  const hiddenLater = seen({ replicas: 2 }, { members: { 1: { priority: 0, hidden: true } } });
  expect([...surplus, hiddenLater].map(handOver)).toEqual(
    [1, 2, 3].map(() => wait('members', 'a staying member to be able to take over')),
  );
});

test('takes no file for an old one before it has read it', () => {
  expect(isOutdated({ revision: 'next', topology: undefined })).toBe(false);
});

test('configures nothing while it is secondary', () => {
  expect(decide({ ...seen({ electionTimeoutMillis: 10000 }), state: 'secondary' })).toEqual({ kind: 'idle' });
});

/** A replica set as the server keeps it: it refuses what the server would refuse. */
class ReplicaSet {
  constructor(
    readonly members: Map<number, MemberOptions>,
    public primary: number,
    public electionTimeoutMillis: number,
  ) {}

  observed(replicas: number, wanted: DesiredTopology): Observation {
    const members = [...this.members].map(([ordinal, options]) => ({
      host: `host-${ordinal}`,
      ordinal,
      state: ordinal === this.primary ? 'PRIMARY' : 'SECONDARY',
      options,
    }));
    const peers = Object.fromEntries(Array.from({ length: replicas }, (_, peer) => [peer, 'empty' as const]));
    const { electionTimeoutMillis } = this;
    return { ...seen({ members, replicas, electionTimeoutMillis }, wanted), ordinal: this.primary, peers };
  }

  /** Whether there was something to do. */
  takes(action: Action, wanted: DesiredTopology): boolean {
    const votes = new Map([...this.members].map(([ordinal, given]) => [ordinal, given.votes]));
    if (action.kind === 'configure') {
      for (const [ordinal, change] of Object.entries(action.members))
        this.members.set(Number(ordinal), { ...ordinary, ...this.members.get(Number(ordinal)), ...change });
      this.electionTimeoutMillis = action.electionTimeoutMillis;
    } else if (action.kind === 'remove') this.members.delete(action.ordinal);
    else if (action.kind === 'step down') return this.elects(this.primary);
    else if (action.kind === 'add') {
      const options = desiredMembers(wanted, Math.max(...action.ordinals) + 1);
      for (const ordinal of action.ordinals) this.members.set(ordinal, options[ordinal] ?? ordinary);
    } else return false;
    const changed = [...votes].filter(([ordinal, before]) => (this.members.get(ordinal)?.votes ?? 0) !== before);
    const primary = this.members.get(this.primary);
    if (changed.length > 1) throw new Error('can only add or remove at most 1 voting member');
    if (primary === undefined || !mayBePrimary(primary)) throw new Error('the primary is not electable');
    if ([...this.members.values()].filter((given) => given.votes > 0).length > 7) throw new Error('too many votes');
    return this.elects();
  }

  private elects(without?: number): true {
    const able = [...this.members].filter(([ordinal, given]) => ordinal !== without && mayBePrimary(given));
    const [[next] = [undefined]] = able.sort(([, one], [, other]) => other.priority - one.priority);
    if (next === undefined) throw new Error('nobody can be primary');
    if (
      without !== undefined ||
      (this.members.get(next)?.priority ?? 0) > (this.members.get(this.primary)?.priority ?? 0)
    )
      this.primary = next;
    return true;
  }
}

const someOptions = fc.constantFrom(ordinary, hidden, nonVoting, preferred, { ...ordinary, tags: { use: 'reports' } });

test('brings any set to any topology by changes that the server takes, and then is idle', () => {
  const current = fc
    .uniqueArray(fc.nat(6), { minLength: 1 })
    .chain((ordinals) => fc.tuple(...ordinals.map((ordinal) => fc.tuple(fc.constant(ordinal), someOptions))));
  const wanted = fc.dictionary(fc.nat(6).map(String), someOptions);
  fc.assert(
    fc.property(current, wanted, fc.integer({ min: 1, max: 7 }), fc.boolean(), (members, options, replicas, slow) => {
      const electable = members.filter(([, given]) => mayBePrimary(given)).map(([ordinal]) => ordinal);
      fc.pre(electable.length > 0);
      const set = new ReplicaSet(new Map(members), electable[0] ?? 0, slow ? 10000 : 5000);
      const topology = { ...plain, members: options };
      let turns = 0;
      while (turns < 40 && set.takes(decide(set.observed(replicas, topology)), topology)) turns += 1;
      expect(decide(set.observed(replicas, topology))).toEqual({ kind: 'idle' });
      expect([...set.members].sort(([one], [other]) => one - other)).toEqual([
        ...desiredMembers(topology, replicas).entries(),
      ]);
      expect(set.electionTimeoutMillis).toBe(5000);
    }),
    { numRuns: 1000 },
  );
});

test('changes a vote and the other options of other members at once', () => {
  expect(decide(seen({}, { members: { 1: { priority: 5 }, 2: { votes: 0, priority: 0 } } }))).toEqual(
    configure({ 1: { priority: 5 }, 2: { votes: 0, priority: 0 } }),
  );
});
