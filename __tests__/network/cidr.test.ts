import { cidrProblem, isInRange } from '../../lib/network/cidr';
import { textOf } from '../problem-text';

test.each(['0.0.0.0/0', '10.0.0.0/8', '203.0.113.7/32', '::/0', '2001:db8::/32', 'fe80::/10'])(
  'accepts %p',
  (range) => {
    expect(cidrProblem(range)).toBeUndefined();
  },
);

test.each<[unknown, string]>([
  ['10.0.0.1/8', 'must be a CIDR block, got "10.0.0.1/8", an address inside of one; write "10.0.0.0/8"'],
  ['2001:db8::1/32', 'must be a CIDR block, got "2001:db8::1/32", an address inside of one; write "2001:db8::/32"'],
  ['::ffff:102:300/120', 'must be a CIDR block, got "::ffff:102:300/120", which is an IPv4 address; write it as one'],
  ...['10.0.0.0', '10.0.0.0/33', '010.0.0.0/8', '10.0.0.0/08', '10.0.0/8', 'fe80::%eth0/64', 'a/8', '', 5].map(
    (range): [unknown, string] => [range, `must be a CIDR block, got ${JSON.stringify(range)}; write "203.0.113.0/24"`],
  ),
])('refuses %p', (range, problem) => {
  expect(textOf(cidrProblem(range))).toBe(problem);
});

test.each([
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.0.0.0/7', '10.0.0.0/8', false],
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.0.0.0/16', '10.0.0.0/8', false],
  ['fd12::/16', 'fc00::/7', true],
  ['10.0.0.0/8', '::/0', false],
  ['10.0.0.0/33', '0.0.0.0/0', false],
  ['shop', '0.0.0.0/0', false],
])('%s is in %s: %s', (range, whole, expected) => {
  expect(isInRange(range, whole)).toBe(expected);
});
