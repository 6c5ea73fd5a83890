import { newestMember } from '../../../../lib/mongo/agent/jobs/newest-member';
import { mongosh } from '../mongosh';

const hosts = [0, 1, 2].map((ordinal) => `mongo-${ordinal}.mongo.shop.svc.cluster.local:27017`);
const uri = `mongodb://dumper:right@${hosts.join(',')}/?replicaSet=mongo`;

type Member = readonly [state: 'P' | 'S' | 'R', second: number] | undefined;

/** Members by their ordinals: `P` the primary, `S` a secondary, with the second of its last write; undefined is silent. */
function chosen(members: readonly Member[]): Promise<string> {
  const answer = ({ host }: { host: string }) => {
    const member = members[hosts.indexOf(host)];
    if (member === undefined) throw new Error('connect ECONNREFUSED');
    const [state, second] = member;
    const lastWrite = { lastWriteDate: new Date(second * 1000) };
    return { secondary: state === 'S', isWritablePrimary: state === 'P', lastWrite };
  };
  return newestMember(mongosh({ answer, passwords: { dumper: 'right' } }).Mongo, uri);
}

test.each<[string, readonly Member[], string]>([
  [
    'the last secondary of those that are equal',
    [
      ['S', 9],
      ['S', 9],
      ['P', 9],
    ],
    'mongo-1',
  ],
  [
    'the secondary with the newest data',
    [
      ['P', 9],
      ['S', 8],
      ['S', 3],
    ],
    'mongo-1',
  ],
  ['a secondary that is behind the primary', [['P', 9], ['S', 8], undefined], 'mongo-1'],
  ['the primary where there is no secondary', [['P', 9], undefined, ['R', 9]], 'mongo-0'],
])('is %s', async (_, members, pod) => {
  expect(await chosen(members)).toBe(pod);
});

test('is none where no member is primary or secondary', async () => {
  await expect(chosen([undefined, ['R', 9], undefined])).rejects.toThrow(
    'no member is primary or secondary: mongo-0: connect ECONNREFUSED; mongo-1: neither; mongo-2: connect ECONNREFUSED',
  );
});
