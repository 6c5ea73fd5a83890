import { directUri, newestMember, podOf } from '../../../../lib/mongo/agent/jobs/newest-member';
import { mongosh } from '../mongosh';

/** The place in the oplog that `hello` returns. */
function lastWrite(term: number, timestamp: number): object {
  const long = (value: number) => ({ value, compare: (other: { value: number }) => Math.sign(value - other.value) });
  return { opTime: { t: long(term), ts: long(timestamp) } };
}

const hosts = [0, 1, 2].map((ordinal) => `mongo-${ordinal}.mongo.shop.svc.cluster.local:27017`);
const uri = `mongodb://dumper:right@${hosts.join(',')}/?replicaSet=mongo`;

type Member = readonly [state: 'P' | 'S' | 'R', timestamp: number, term?: number] | undefined;

/** Members by their ordinals: `P` the primary, `S` a secondary, with timestamp and term of its last write; undefined is silent. */
function chosen(members: readonly Member[]): Promise<string> {
  const answer = ({ host }: { host: string }) => {
    const member = members[hosts.indexOf(host)];
    if (member === undefined) throw new Error('connect ECONNREFUSED');
    const [state, timestamp, term = 1] = member;
    return {
      secondary: state === 'S',
      isWritablePrimary: state === 'P',
      lastWrite: lastWrite(term, timestamp),
    };
  };
  return newestMember(mongosh({ answer, passwords: { dumper: 'right' } }).Mongo, uri).then(({ host }) => podOf(host));
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
  [
    'the secondary that has the writes of the last primary',
    [
      ['P', 9, 2],
      ['S', 8, 2],
      ['S', 9, 1],
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

test.each([
  ['mongodb://u:p%40@a:1,b:2/?replicaSet=mongo', 'mongodb://u:p%40@b:2/?replicaSet=mongo&directConnection=true'],
  ['mongodb://a:1,b:2/?tls=true', 'mongodb://b:2/?tls=true&directConnection=true'],
])('names one member alone in %s', (all, one) => {
  expect(directUri(all, 'b:2')).toBe(one);
});
