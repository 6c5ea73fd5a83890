import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { PeerState } from '../../../../lib/mongo/agent/observation';
import { peerState } from '../../../../lib/mongo/agent/observe/peers';
import { Asked, mongosh, MongoServerError } from '../mongosh';
import { host, settings } from '../set';

type Answer = (asked: Asked) => unknown;

const ofSet =
  (replicaSetId: string): Answer =>
  () => ({ config: { settings: { replicaSetId } } });
const uninitialised =
  (collections: number): Answer =>
  ({ command }) => {
    if ('serverStatus' in command) return { catalogStats: { collections, views: 0 } };
    throw new MongoServerError(94);
  };
const silent: Answer = () => {
  throw new Error('connection closed');
};

test.each<[PeerState, Answer, Answer]>([
  ['empty', ofSet('ours'), uninitialised(0)],
  ['with data', ofSet('ours'), uninitialised(1)],
  ['same', ofSet('ours'), ofSet('ours')],
  ['other', ofSet('ours'), ofSet('theirs')],
  ['other', uninitialised(0), ofSet('theirs')],
  ['unreachable', ofSet('ours'), silent],
])('sees a pod that is %s', async (state, local, peer) => {
  const { Mongo } = mongosh({ answer: (asked) => (asked.host === host(3) ? peer(asked) : local(asked)) });
  expect(await peerState(new Connections(Mongo, settings()), 3)).toBe(state);
});

test('sees a pod that refuses the key', async () => {
  const { Mongo } = mongosh({ answer: () => undefined, passwords: { __system: 'another' } });
  expect(await peerState(new Connections(Mongo, settings()), 3)).toBe('refused');
});
