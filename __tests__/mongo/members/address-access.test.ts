import { apiServerAccess, apiServerEgress } from '../../../lib/mongo/members/address-access';
import { tcpPort } from '../../../lib/network/network-port';
import { decided } from '../../../lib/props/schema';
import { issuesOf } from '../../problem-text';

test('lets out to any address at the usual ports, or to those that are given', () => {
  expect(apiServerEgress(decided(apiServerAccess, {}))).toEqual({ ports: [tcpPort(443), tcpPort(6443)] });
  expect(apiServerEgress({ cidrs: ['10.96.0.1/32'], ports: [6443] })).toEqual({
    to: [{ ipBlock: { cidr: '10.96.0.1/32' } }],
    ports: [tcpPort(6443)],
  });
});

test('takes none, addresses of both families and every port', () => {
  const given = [{}, { cidrs: ['10.0.0.0/8', '2001:db8::/32'], ports: [1, 65535] }];
  expect(given.flatMap((access) => issuesOf(apiServerAccess, access))).toEqual([]);
});

test.each<[string, unknown, string[]]>([
  [
    'lists without any, which mean all',
    { cidrs: [], ports: [] },
    [
      'cidrs must not be empty, which would allow egress to all of them, got []; write one, or leave it out',
      'ports must not be empty, which would allow egress to all of them, got []; write one, or leave it out',
    ],
  ],
  [
    'what is no address and no port',
    { cidrs: ['10.1.2.3'], ports: ['https', 0] },
    [
      'cidrs[0] must be a CIDR block, got "10.1.2.3"; write "203.0.113.0/24"',
      'ports[0] must be an integer from 1 to 65535, got "https"; write 1',
      'ports[1] must be an integer from 1 to 65535, got 0; write 1',
    ],
  ],
  [
    'what is no list',
    { cidrs: '10.0.0.0/8' },
    ['cidrs must be a list of strings, got "10.0.0.0/8"; write ["10.0.0.0/8"]'],
  ],
  [
    'what is no object',
    '10.0.0.0/8',
    ['must be { cidrs, ports }, got "10.0.0.0/8"; write { cidrs: ["10.0.0.1/32"], ports: [6443] }'],
  ],
  ['a prop that there is not', { cidr: '10.0.0.0/8' }, ['cidr is unknown; write "cidrs"']],
])('refuses %s', (_, access, issues) => {
  expect(issuesOf(apiServerAccess, access)).toEqual(issues);
});
