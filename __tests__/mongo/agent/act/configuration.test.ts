import { newMembers } from '../../../../lib/mongo/agent/act/configuration';
import { host, plain, settings } from '../set';

const members = { 0: { priority: 0, hidden: true }, 1: { priority: 2 }, 3: { votes: 0, priority: 0 } };
const topology = { ...plain, members };

test('begins a set with the desired options, and with a first member that may be primary', () => {
  expect(newMembers(settings(), topology, [0, 1])).toEqual([
    { _id: 0, host: host(0) },
    { _id: 1, host: host(1), priority: 2 },
  ]);
});

test('adds members with the options that are not ordinary, and the next free id if theirs is taken', () => {
  expect(newMembers(settings(), topology, [2, 3], [{ _id: 3, host: host(0) }])).toEqual([
    { _id: 2, host: host(2) },
    { _id: 4, host: host(3), votes: 0, priority: 0 },
  ]);
});
