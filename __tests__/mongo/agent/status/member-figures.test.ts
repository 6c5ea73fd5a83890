import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { figuresReader } from '../../../../lib/mongo/agent/status/member-figures';
import { figures } from './figures';
import { Asked, MongoServerError, mongosh, Servers } from '../mongosh';
import { settings } from '../set';

const at = (second: number) => new Date(second * 1000);
const timestamp = (second: number) => ({ getHighBitsUnsigned: () => second });
const status = {
  myState: 2,
  members: [
    { name: 'host-0', state: 1, optimeDate: at(1000) },
    { name: 'host-1', state: 2, optimeDate: at(990), self: true },
    { name: 'host-2', state: 8, optimeDate: at(0) },
  ],
};
const answers: Readonly<Record<string, unknown>> = {
  replSetGetStatus: status,
  hello: {},
  serverStatus: {
    connections: { current: 10, available: 90 },
    opcounters: { insert: 7n, deprecated: { total: 1 } },
    oplog: { earliestOptime: timestamp(400), latestOptime: timestamp(1000) },
    wiredTiger: { cache: { 'bytes currently in the cache': 5, 'maximum bytes configured': 50 } },
  },
  collStats: { size: 9, maxSize: 100n },
  dbStats: { fsUsedSize: 30, fsTotalSize: 300 },
};
/** As mongod returns them: 64-bit integers, and counts of other kinds, stay for the exposition. */
const whole = {
  ...figures,
  state: 'secondary',
  replication_lag_seconds: 10,
  oplog_max_bytes: 100n,
  operations_total: { insert: 7n, deprecated: { total: 1 } },
};

function without(...names: string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

function reader(given: Readonly<Record<string, unknown>>, servers: Omit<Servers, 'answer'> = {}) {
  const answer = ({ command }: Asked) => {
    const found = Object.entries({ ...answers, ...given }).find(([name]) => name in command)?.[1];
    if (found instanceof Error) throw found;
    return found;
  };
  const { Mongo, asked } = mongosh({ ...servers, answer });
  return { asked, read: figuresReader(new Connections(Mongo, settings())) };
}

test("asks this pod's mongod, each question with a time limit", async () => {
  const { read, asked } = reader({});
  expect(await read()).toEqual(whole);
  expect(asked.map(({ host, command: { maxTimeMS } }) => [host, maxTimeMS])).toEqual(
    Array(5).fill(['127.0.0.1:27017', 2000]),
  );
});

test.each<[string, Record<string, unknown>, object]>([
  [
    'is not behind as the primary',
    {
      replSetGetStatus: {
        ...status,
        myState: 1,
        members: [{ state: 1, self: true, optimeDate: at(990) }, ...status.members],
      },
    },
    { state: 'primary', members_configured: 4, members_serving: 3, replication_lag_seconds: 0 },
  ],
  ['is behind by what exceeds its delay', { hello: { secondaryDelaySecs: 4n } }, { replication_lag_seconds: 6 }],
  ['is not ahead of its delay', { hello: { secondaryDelaySecs: 3600 } }, { replication_lag_seconds: 0 }],
  [
    'is not behind before it follows',
    { replSetGetStatus: { myState: 5, members: [{ state: 5, self: true, optimeDate: at(0) }] } },
    {
      state: 'startup2',
      members_configured: 1,
      members_serving: 0,
      has_primary: false,
      replication_lag_seconds: undefined,
    },
  ],
  [
    'has no state of a number that it does not know',
    { replSetGetStatus: { ...status, myState: 10 } },
    { state: 'unknown' },
  ],
  [
    'has no window without an oplog',
    { serverStatus: { oplog: { earliestOptime: timestamp(0), latestOptime: timestamp(0) } } },
    {
      operations_total: undefined,
      ...without('oplog_window_seconds', 'connections', 'connections_available', 'cache_used_bytes', 'cache_max_bytes'),
    },
  ],
  ['has no size without an oplog', { collStats: { size: 0 } }, without('oplog_used_bytes', 'oplog_max_bytes')],
  [
    'has the figures that there are before it is in a set',
    { replSetGetStatus: new MongoServerError(94), collStats: new MongoServerError(26) },
    {
      state: 'uninitialised',
      has_primary: false,
      ...without(
        'members_configured',
        'members_serving',
        'replication_lag_seconds',
        'oplog_used_bytes',
        'oplog_max_bytes',
      ),
    },
  ],
])('%s', async (_, given, expected) => {
  expect(await reader(given).read()).toEqual({ ...whole, ...expected });
});

test.each<[string, Omit<Servers, 'answer'>]>([
  ['unreachable', { silent: true }],
  ['refused', { passwords: {} }],
])('asks no further when mongod is %s', async (state, servers) => {
  const { read, asked } = reader({}, servers);
  expect([await read(), asked]).toEqual([{ state, has_primary: false }, []]);
});

test('waits no longer than it may, and asks one round at a time', async () => {
  const { read, asked } = reader({ serverStatus: new Promise(() => undefined) });
  const both = await Promise.all([read(0.05), read(0.05)]);
  expect(both.map(({ state, connections }) => [state, connections])).toEqual([
    ['secondary', undefined],
    ['secondary', undefined],
  ]);
  expect(asked.map(({ command }) => Object.keys(command)[0])).toEqual(['replSetGetStatus', 'hello', 'serverStatus']);
});

test('asks again once a round is over', async () => {
  const { read, asked } = reader({});
  await read();
  await read();
  expect(asked).toHaveLength(10);
});
