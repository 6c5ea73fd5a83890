import { stateBehind, stateOf } from '../../../../lib/mongo/agent/mongod/state';
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
