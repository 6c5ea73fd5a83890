import { createServer, Server } from 'node:net';
import { staleConnections } from '../../../../lib/mongo/agent/observe/stale-connections';

let server: Server;
let answering: string;
// The discard port, at which nothing listens.
const refusing = '127.0.0.1:9';

beforeAll(async () => {
  server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  answering = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(() => {
  server.close();
});

const unreachable = '(not reachable/healthy)';

test.each([
  ['has a stale connection if it answers the agent, but not mongod', unreachable, true],
  ['has one if it answers the agent before mongod heard of it', 'UNKNOWN', true],
  ['is left alone while mongod hears it', 'SECONDARY', false],
  ['is left alone while mongod hears it start', 'STARTUP2', false],
  ['is left alone if it has another key', '(has another keyfile)', false],
])('a member %s', async (_, state, isStale) => {
  const members = [{ host: answering, ordinal: 1, state }];
  expect(await staleConnections()(members)).toEqual(isStale ? [answering] : []);
});

test('a member that does not answer is left alone', async () => {
  expect(await staleConnections()([{ host: refusing, ordinal: 1, state: unreachable }])).toEqual([]);
});

test('a host whose name leads nowhere is left alone', async () => {
  const members = [{ host: 'mongo-1.mongo.invalid:27017', ordinal: 1, state: unreachable }];
  expect(await staleConnections()(members)).toEqual([]);
});

/** Returns the seconds of the first 300 at which the host has a stale connection, by the state that mongod has it in. */
async function secondsOf(stateAt: (second: number) => string): Promise<number[]> {
  const find = staleConnections();
  const seconds: number[] = [];
  for (let second = 0; second < 300; second++) {
    const members = [{ host: answering, ordinal: 1, state: stateAt(second) }];
    if ((await find(members, second)).length > 0) seconds.push(second);
  }
  return seconds;
}

test('what does not help is tried ever more rarely', async () => {
  expect(await secondsOf(() => unreachable)).toEqual([0, 2, 6, 14, 30, 62, 122, 182, 242]);
});

test('a member that was heard meanwhile has one at once when it is lost again', async () => {
  expect(await secondsOf((second) => ([0, 100].includes(second) ? unreachable : 'SECONDARY'))).toEqual([0, 100]);
});
