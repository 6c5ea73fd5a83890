import { ordinary } from '../../../../lib/mongo/agent/decide/member-options';
import { majorityNode, votersByNode } from '../../../../lib/mongo/agent/status/placement';

const member = (ordinal: number, votes = 1) => ({
  host: `host-${ordinal}`,
  ordinal,
  state: 'SECONDARY',
  options: { ...ordinary, votes },
});
const three = [0, 1, 2].map((ordinal) => member(ordinal));

test.each([
  ['a node with two of three voters', 'one', three, { 0: 'one', 1: 'one', 2: 'two' }],
  ['none of three nodes', undefined, three, { 0: 'one', 1: 'two', 2: 'three' }],
  [
    'a node with two of four voters, which is not the majority',
    undefined,
    [...three, member(3)],
    { 0: 'one', 1: 'one', 2: 'two', 3: 'three' },
  ],
  [
    'a node, whatever members without a vote are on it',
    undefined,
    [...three, member(3, 0)],
    { 0: 'one', 1: 'two', 2: 'three', 3: 'one' },
  ],
  ['none of a set of two, which survives the loss of neither', undefined, three.slice(1), { 1: 'one', 2: 'one' }],
  ['none while the nodes are not known', undefined, three, {}],
  ['none of what is not seen by a primary', undefined, three, undefined],
])('names %s', (_, node, members, nodes) => {
  expect(majorityNode({ members, nodes })).toBe(node);
});

test('counts the voters by node, and those whose agents do not answer', () => {
  expect(votersByNode({ members: [...three, member(3, 0)], nodes: { 0: 'one', 1: 'one', 3: 'two' } })).toEqual({
    one: 2,
    unknown: 1,
  });
});
