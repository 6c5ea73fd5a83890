import { cacheSizeGB, mongodMemoryProblem } from '../../../lib/mongo/mongod/memory';
import { textOf } from '../../problem-text';

test.each([
  ['512Mi', 0.25],
  ['1Gi', 0.25],
  ['1536Mi', 0.25],
  ['2Gi', 0.5],
  ['2500Mi', 0.72],
  ['16Gi', 7.5],
])('of %s, the cache gets %d GB', (limit, size) => {
  expect(cacheSizeGB(limit)).toBe(size);
});

test('starts at 512Mi', () => {
  expect(['512Mi', '511Mi'].map((limit) => textOf(mongodMemoryProblem(limit)))).toEqual([
    undefined,
    'must be at least "512Mi", half of which is mongod\'s smallest cache, got "511Mi"; write "512Mi", in production "2Gi" or more',
  ]);
});
