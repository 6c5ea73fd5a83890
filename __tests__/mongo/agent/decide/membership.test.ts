import { wait } from '../../../../lib/mongo/agent/decide/actions';
import { candidates, initiation, membership } from '../../../../lib/mongo/agent/decide/membership';
import { observation } from '../observation';
import { plain } from '../set';

const fresh = observation({ state: 'uninitialised', members: [], peers: { 1: 'empty', 2: 'empty' } });

test('needs to know only the pods that may become members', () => {
  const members = observation().members;
  expect([
    candidates(fresh),
    candidates({ ...fresh, ordinal: 1 }),
    candidates(observation({ replicas: 5, members })),
    candidates(observation({ replicas: 5, state: 'secondary' })),
    candidates(observation({ replicas: undefined })),
  ]).toEqual([[1, 2], [], [3, 4], [], []]);
});

test('initiates a set whose pods are all empty, and names every other pod that it waits for', () => {
  expect([initiation(fresh), initiation({ ...fresh, peers: { 1: 'unreachable', 2: 'same' } })]).toEqual([
    { kind: 'initiate', ordinals: [0, 1, 2] },
    wait('members', 'member 1 to answer', 'member 2 to bring its configuration: it belongs to a set'),
  ]);
});

test('follows the replicas: adds what is missing, removes what is surplus, and does nothing else', () => {
  expect([
    membership(observation()),
    membership(observation({ replicas: 4, peers: { 3: 'empty' } })),
    membership(observation({ replicas: 2 })),
    membership(observation({ replicas: 0 })),
  ]).toEqual([undefined, { kind: 'add', ordinals: [3] }, { kind: 'remove', ordinal: 2 }, undefined]);
});

test('initiates no set of no members, nor one beside a pod that nobody has looked at', () => {
  expect([initiation({ ...fresh, replicas: 0 }), initiation({ ...fresh, peers: {} })]).toEqual([
    wait('members', 'the pod to end: no members are desired'),
    wait('members', 'member 1 to answer', 'member 2 to answer'),
  ]);
});

test('waits for the number of replicas, with the reason if there is one', () => {
  expect([
    membership(observation({ replicas: undefined })),
    membership(observation({ replicas: undefined, apiProblem: 'timeout' })),
  ]).toEqual([
    wait('api_server', 'the API server to return the number of replicas'),
    wait('api_server', 'the API server to return the number of replicas: timeout'),
  ]);
});

test('names no obstacle to a pod that joins once the file is that of the StatefulSet', () => {
  const topology = { desired: plain, electionTimeoutMillis: 5000, nodeLabels: {} };
  const peers = { 3: 'empty', 4: 'unreachable' } as const;
  expect(membership(observation({ replicas: 5, peers, topology, revision: 'next' }))).toEqual(
    wait('members', 'member 4 to answer'),
  );
});
