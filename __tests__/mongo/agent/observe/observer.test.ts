import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { AppliedStatefulSet } from '../../../../lib/mongo/agent/http/api-server';
import { MongodState, Observation } from '../../../../lib/mongo/agent/observation';
import { Observer } from '../../../../lib/mongo/agent/observe/observer';
import { Asked, MongoServerError, mongosh, Servers } from '../mongosh';
import { app, host, settings, writeSecret } from '../set';

const own = '127.0.0.1:27017';
const empty = { collections: 0, views: 0, timeseries: 0 };

async function observed(
  servers: Partial<Servers>,
  ordinal = 0,
  readStatefulSet: () => Promise<AppliedStatefulSet> = () => Promise.resolve({ replicas: 3 }),
): Promise<Observation> {
  const connections = new Connections(mongosh({ answer: () => undefined, ...servers }).Mongo, settings());
  return new Observer({
    mongods: connections,
    readStatefulSet,
    pod: { ordinal, address: '10.0.0.1' },
  }).observe();
}

function status(myState: number, ordinals: readonly number[] = []): unknown {
  const members = ordinals.map((ordinal) => ({ name: host(ordinal), stateStr: 'SECONDARY' }));
  return { myState, members, config: { members: [], settings: {} } };
}

test.each<[MongodState, Partial<Servers>]>([
  ['primary', { answer: () => status(1) }],
  ['secondary', { answer: () => status(2) }],
  ['startup2', { answer: () => status(5) }],
  ['rollback', { answer: () => status(9) }],
  ['unknown', { answer: () => status(6) }],
  ['refused', { passwords: { __system: 'another' } }],
  ['unreachable', { silent: true }],
])('sees that mongod is %s', async (state, servers) => {
  expect((await observed(servers)).state).toBe(state);
});

test('knows the members by their ordinals, and hosts that are none of its pods by none', async () => {
  const members = [
    { name: host(12), stateStr: 'PRIMARY' },
    { name: 'mongo-1.elsewhere:27017', stateStr: 'SECONDARY' },
  ];
  expect((await observed({ answer: () => ({ myState: 2, members }) })).members).toEqual([
    { host: host(12), ordinal: 12, state: 'PRIMARY' },
    { host: 'mongo-1.elsewhere:27017', ordinal: undefined, state: 'SECONDARY' },
  ]);
});

test('knows how far a member is behind the primary', async () => {
  const members = [
    { name: host(0), stateStr: 'PRIMARY', optimeDate: new Date(30_000) },
    { name: host(1), stateStr: 'SECONDARY', optimeDate: new Date(12_000) },
  ];
  const seen = await observed({ answer: () => ({ myState: 2, members }) });
  expect(seen.members.map(({ lagSeconds }) => lagSeconds)).toEqual([0, 18]);
});

test('knows how far a member is behind the newer one of two primaries', async () => {
  const members = [
    { name: host(0), stateStr: 'PRIMARY', optimeDate: new Date(12_000) },
    { name: host(1), stateStr: 'PRIMARY', optimeDate: new Date(30_000) },
    { name: host(2), stateStr: 'SECONDARY', optimeDate: new Date(12_000) },
  ];
  const seen = await observed({ answer: () => ({ myState: 2, members }) });
  expect(seen.members.map(({ lagSeconds }) => lagSeconds)).toEqual([18, 0, 18]);
});

/** A server that never was in a set, and what it holds. */
function uninitialised(catalogStats: unknown) {
  return ({ command }: Asked) => {
    if ('replSetGetStatus' in command) throw new MongoServerError(94);
    if ('serverStatus' in command) return { catalogStats };
    throw new MongoServerError(94);
  };
}

/** A server that is in a set, or was. */
function configured(replicaSetId: string, code?: number) {
  return ({ command }: Asked) => {
    if ('replSetGetStatus' in command && code !== undefined) throw new MongoServerError(code);
    return 'replSetGetConfig' in command ? { config: { members: [], settings: { replicaSetId } } } : status(2);
  };
}

test('sees why the API server does not return the number of replicas', async () => {
  const readStatefulSet = () => Promise.reject<AppliedStatefulSet>(new Error('the API server answered 403'));
  expect(await observed({ answer: () => status(2) }, 0, readStatefulSet)).toMatchObject({
    replicas: undefined,
    apiProblem: 'the API server answered 403',
  });
});

test.each([
  ['empty', uninitialised(empty)],
  ['with data', uninitialised({ collections: 2, views: 0 })],
  ['with data', uninitialised({ ...empty, views: 1 })],
  ['other', configured('theirs')],
  ['other', configured('theirs', 93)],
])('asked before the set is initiated, a peer is %s', async (state, peer) => {
  const answer = (asked: Asked) => (asked.host === own ? uninitialised(empty)(asked) : peer(asked));
  expect((await observed({ answer })).peers).toEqual({ 1: state, 2: state });
});

test.each([
  ['empty', uninitialised(empty)],
  ['same', configured('ours')],
  ['same', configured('ours', 93)],
  ['other', configured('theirs')],
])('asked before it is added, a peer is %s', async (state, peer) => {
  const primary = ({ command }: Asked) =>
    'replSetGetStatus' in command ? status(1, [0, 1]) : { config: { members: [], settings: { replicaSetId: 'ours' } } };
  const answer = (asked: Asked) => (asked.host === own ? primary(asked) : peer(asked));
  expect((await observed({ answer })).peers).toEqual({ 2: state });
});

test.each([
  ['holds users', 1, [{ _id: 'admin.app' }]],
  ['holds no user', 1, []],
  ['is asked by its primary alone', 2, [{ _id: 'admin.app' }]],
])('sees, while a user is missing, that the set %s', async (_, myState, firstBatch) => {
  const answer = ({ command }: Asked) =>
    'find' in command
      ? { cursor: { firstBatch } }
      : 'usersInfo' in command
        ? { users: [] }
        : { ...(status(myState, [0]) as object), ...{ config: { members: [], settings: {} } } };
  const given = settings([app]);
  writeSecret(given, 'app', 'app', 'right');
  const mongods = new Connections(mongosh({ answer }).Mongo, given);
  const readStatefulSet = () => Promise.resolve({ replicas: 1 });
  const seen = await new Observer({ mongods, readStatefulSet, pod: { ordinal: 0, address: '10.0.0.1' } }).observe();
  expect([seen.users, seen.holdsUsers]).toEqual([
    [{ name: 'app', state: 'missing' }],
    myState === 1 ? firstBatch.length > 0 : undefined,
  ]);
});

test('tells a removed member from one that cannot find itself', async () => {
  const removed = (listed: number) => (asked: Asked) => {
    if ('replSetGetStatus' in asked.command) throw new MongoServerError(93);
    return { config: { members: [{ host: host(listed) }] } };
  };
  expect([await observed({ answer: removed(0) }, 1), await observed({ answer: removed(1) }, 1)]).toMatchObject([
    { state: 'removed', listed: false, lostSeconds: 0 },
    { state: 'removed', listed: true, lostSeconds: 0 },
  ]);
});
