import { addedMembers, initialConfiguration, reconfigured } from '../../../../lib/mongo/agent/act/configuration';
import { desiredState, host, plain, settings } from '../set';

const members = { 0: { priority: 0, hidden: true }, 1: { priority: 2 }, 3: { votes: 0, priority: 0 } };
const desired = desiredState({ topology: { ...plain, members } });

test('begins a set with the desired options, and with a first member that may be primary', () => {
  expect(initialConfiguration(settings(), desired, [0, 1])).toEqual({
    _id: 'mongo',
    members: [
      { _id: 0, host: host(0) },
      { _id: 1, host: host(1), priority: 2 },
    ],
    settings: { electionTimeoutMillis: 5000 },
  });
});

test('adds members with the options that are not ordinary, and the next free id if theirs is taken', () => {
  expect(addedMembers(settings(), desired, [{ _id: 3, host: host(0) }], [2, 3])).toEqual([
    { _id: 2, host: host(2) },
    { _id: 4, host: host(3), votes: 0, priority: 0 },
  ]);
});

test('makes the next version, and keeps what it does not change', () => {
  const config = { version: 7, term: 2, settings: { chainingAllowed: true }, members: [{ _id: 0, host: host(0) }] };
  expect(reconfigured(config, () => [], { electionTimeoutMillis: 2000 })).toEqual({
    version: 8,
    term: 2,
    settings: { chainingAllowed: true, electionTimeoutMillis: 2000 },
    members: [],
  });
});
