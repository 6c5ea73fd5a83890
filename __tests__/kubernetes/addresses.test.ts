import { problemText } from '../../lib/findings/problem';
import { addressBlockProblem, addressProblem } from '../../lib/kubernetes/addresses';

test.each(['192.0.2.1', '2001:db8::1'])('accepts the address %p', (address) => {
  expect(addressProblem(address)).toBeUndefined();
});

test.each(['10.0.0.0/8', '192.0.2.1/32', '2001:db8::/128'])('accepts the block %p', (block) => {
  expect(addressBlockProblem(block)).toBeUndefined();
});

test('refuses what is no address, and no block', () => {
  const problems = [addressProblem('300.1.1.1'), addressBlockProblem('10.0.0.0'), addressBlockProblem('10.0.0.0/08')];
  expect(problems.map((problem) => problem && problemText(problem))).toEqual([
    'must be an IP address, got "300.1.1.1"; write "192.0.2.1"',
    'must be a CIDR block, got "10.0.0.0"; write one such as "203.0.113.0/24"',
    'must be a CIDR block, got "10.0.0.0/08"; write one such as "203.0.113.0/24"',
  ]);
});

test.each([
  ['192.0.2.5', '192.0.2.5/32'],
  ['fd00::1', 'fd00::1/128'],
])('has the address %s written as the block %s', (address, block) => {
  expect(addressBlockProblem(address)?.write).toBe(`write "${block}"`);
});
