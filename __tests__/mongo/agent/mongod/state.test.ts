import { memberState, stateBehind, stateOf } from '../../../../lib/mongo/agent/mongod/state';
import { MongodState } from '../../../../lib/mongo/agent/observation';
import { MongoServerError } from '../mongosh';

test.each<[number, MongodState]>([
  [0, 'startup'],
  [1, 'primary'],
  [2, 'secondary'],
  [3, 'recovering'],
  [5, 'startup2'],
  [9, 'rollback'],
  [10, 'unknown'],
])('knows the state %d as %s', (myState, state) => {
  expect(stateOf(myState)).toBe(state);
});

test.each<[string, Error, MongodState]>([
  ['never had a configuration', new MongoServerError(94), 'uninitialised'],
  ['is not in its configuration', new MongoServerError(93), 'removed'],
  ['refuses the key', new MongoServerError(18), 'refused'],
  ['refuses for another reason', new MongoServerError(13), 'unknown'],
  ['does not answer', new Error('connection closed'), 'unreachable'],
])('knows the state of a mongod that %s', (_, error, state) => {
  expect(stateBehind(error)).toBe(state);
});

const down = { stateStr: '(not reachable/healthy)' };

test.each([
  ['a member that is there', { stateStr: 'SECONDARY' }, 'SECONDARY'],
  ['a member that is down', down, '(not reachable/healthy)'],
  ['a member that refuses the key', { ...down, authenticated: false }, '(has another keyfile)'],
])('tells the state of %s', (_, member, expected) => {
  expect(memberState(member)).toBe(expected);
});
