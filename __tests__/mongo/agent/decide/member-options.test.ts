import {
  desiredMembers,
  difference,
  mayBePrimary,
  optionsOf,
  ordinary,
  withElectable,
} from '../../../../lib/mongo/agent/decide/member-options';
import { plain } from '../set';

const nonVoting = { votes: 0, priority: 0 };

test('takes members that nobody counted for ordinary ones, as far as there are votes', () => {
  const desired = desiredMembers({ ...plain, members: { 1: nonVoting } }, 9);
  expect(desired.map(({ votes, priority }) => [votes, priority])).toEqual([
    [1, 1],
    [0, 0],
    ...[2, 3, 4, 5, 6, 7].map(() => [1, 1]),
    [0, 0],
  ]);
});

test('has member 0 be primary where scaling leaves nobody else, and keeps its tags', () => {
  const tags = { use: 'reports' };
  const members = { 0: { priority: 0, hidden: true, tags }, 1: { priority: 0 } };
  expect(desiredMembers({ ...plain, members }, 2)).toEqual([
    { ...ordinary, tags },
    { ...ordinary, priority: 0 },
  ]);
  expect(desiredMembers({ ...plain, members }, 3)[0]).toEqual({ ...ordinary, priority: 0, hidden: true, tags });
});

test('leaves member 0 as it is given where it may be primary, and needs none where no member is desired', () => {
  const preferred = { ...ordinary, priority: 2 };
  expect([withElectable([preferred]), desiredMembers(plain, 0)]).toEqual([[preferred], []]);
});

test('takes no member without a vote for one that may be primary, whatever its priority is', () => {
  expect([mayBePrimary({ ...ordinary, votes: 0 }), mayBePrimary(ordinary)]).toEqual([false, true]);
});

test('sees no difference in what the server adds, or in the order of tags', () => {
  const tags = { use: 'reports', zone: 'a' };
  const stored = { _id: 0, host: 'host', arbiterOnly: false, buildIndexes: true, tags: { zone: 'a', use: 'reports' } };
  expect(difference(optionsOf(stored), { ...ordinary, tags })).toBeUndefined();
});

test('gives what differs alone', () => {
  const desired = { ...ordinary, priority: 2, tags: { use: 'reports' } };
  expect(difference(ordinary, desired)).toEqual({ priority: 2, tags: { use: 'reports' } });
  expect(difference(desired, ordinary)).toEqual({ priority: 1, tags: {} });
});
