import { DesiredTopology } from '../../../../lib/mongo/agent/contract';
import { wait } from '../../../../lib/mongo/agent/decide/actions';
import { decide } from '../../../../lib/mongo/agent/decide/decide';
import { exposure, mayJoin } from '../../../../lib/mongo/agent/decide/exposure';
import { Member, Observation } from '../../../../lib/mongo/agent/observation';
import { observation } from '../observation';
import { plain } from '../set';

const hosts = [0, 1, 2].map((ordinal) => `mongo-${ordinal}.example.com:27017`);
const set = { kind: 'set horizons', hosts };

function seen(
  { outside, members = [] }: Pick<DesiredTopology, 'outside'> & { readonly members?: readonly (string | undefined)[] },
  given: Partial<Observation> = {},
): Observation {
  const usual = observation();
  const listed: readonly Member[] = usual.members.map((member, ordinal) => ({ ...member, outside: members[ordinal] }));
  return observation({
    members: listed,
    topology: { desired: { ...plain, outside }, electionTimeoutMillis: 5000, nodeLabels: {} },
    tls: { certificate: 'served' },
    ...given,
  });
}

test.each<[string, Observation, unknown]>([
  ['sets the hosts of all members at once', seen({ outside: hosts }), set],
  ['also if some have others', seen({ outside: hosts, members: ['a:1', ...hosts.slice(1)] }), set],
  ['has nothing to do if all have theirs', seen({ outside: hosts, members: hosts }), undefined],
  ['removes those of all members', seen({ members: hosts }), { kind: 'set horizons', hosts: [] }],
  [
    'also with a certificate that cannot be used',
    seen({ members: hosts }, { tls: { certificate: 'refused' } }),
    { kind: 'set horizons', hosts: [] },
  ],
  ['has nothing to do in a set that has none', seen({}), undefined],
  [
    'leaves it to others before the number of members is known',
    seen({ outside: hosts }, { replicas: undefined }),
    undefined,
  ],
  [
    'sets nothing by a file that is not that of the StatefulSet',
    seen({ outside: hosts }, { revision: 'next' }),
    undefined,
  ],
  [
    'sets nothing before the certificate is in use',
    seen({ outside: hosts }, { tls: { certificate: 'refused' } }),
    undefined,
  ],
  ['sets nothing without TLS', seen({ outside: hosts }, { tls: undefined }), undefined],
  [
    'sets nothing before the certificate is for all names',
    seen({ outside: hosts }, { tls: { certificate: 'served', unnamed: ['mongo-2.example.com'] } }),
    undefined,
  ],
  [
    'sets none as long as one member has none, and names it',
    seen({ outside: hosts.slice(0, 2) }),
    wait('members', 'host-2 to have a host outside of the cluster, or to leave'),
  ],
])('%s', (_, observed, action) => {
  expect(exposure(observed)).toEqual(action);
});

test('names what the certificate is not for, in every member', () => {
  const tls = { certificate: 'served', unnamed: ['mongo-2.example.com'] } as const;
  const reasons = wait('tls', 'a certificate in the Secret that is also for mongo-2.example.com');
  expect([decide(seen({ outside: hosts }, { tls })), decide(observation({ tls, state: 'secondary' }))]).toEqual([
    reasons,
    reasons,
  ]);
});

test('adds to members with hosts outside only those that have one, and names the others', () => {
  const four = { replicas: 5, peers: { 3: 'empty', 4: 'empty' } } as const;
  const outside = [...hosts, 'mongo-3.example.com:27017'];
  const action = (observed: Observation) => decide(observed);
  expect([
    action(seen({ outside, members: hosts }, four)),
    action(seen({ outside: hosts, members: hosts }, { ...four, replicas: 4 })),
    action(seen({ outside: hosts }, { ...four, replicas: 4 })),
    action(seen({ members: hosts }, { ...four, replicas: 4 })),
  ]).toEqual([
    { kind: 'add', ordinals: [3] },
    wait('members', 'member 3 to have a host outside of the cluster, as the others have'),
    { kind: 'add', ordinals: [3] },
    { kind: 'set horizons', hosts: [] },
  ]);
});

test('lets any pod join a set that has no hosts outside', () => {
  expect([mayJoin(seen({ outside: hosts }), 3), mayJoin(seen({ outside: hosts, members: hosts }), 3)]).toEqual([
    true,
    false,
  ]);
});

test('removes surplus members before their hosts outside', () => {
  expect(decide(seen({ outside: hosts.slice(0, 1), members: hosts }, { replicas: 1 }))).toEqual({
    kind: 'remove',
    ordinal: 2,
  });
});
