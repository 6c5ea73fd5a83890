import { mongoPaths } from '../../../lib/mongo/members/mongod-paths';

test('mounts nothing inside of something else', () => {
  const paths = Object.values<string>(mongoPaths);
  const inside = paths.flatMap((path) => paths.filter((other) => other.startsWith(`${path}/`)));
  expect(inside).toEqual([]);
});
