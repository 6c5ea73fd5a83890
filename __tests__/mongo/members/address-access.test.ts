import { accessEgress, checkAccess } from '../../../lib/mongo/members/address-access';
import { Findings } from '../../../lib/findings/findings';
import { tcpPort } from '../../../lib/network/network-peers';

function problems(access: unknown): string[] {
  const findings = new Findings();
  checkAccess(findings, 'apiServer', access as object);
  return findings.validate();
}

test('lets out to any address at the usual ports, or to those that are said', () => {
  expect(accessEgress({}, [443, 6443])).toEqual({ ports: [tcpPort(443), tcpPort(6443)] });
  expect(accessEgress({ cidrs: ['10.96.0.1/32'], ports: [6443] }, [443])).toEqual({
    to: [{ ipBlock: { cidr: '10.96.0.1/32' } }],
    ports: [tcpPort(6443)],
  });
});

test('takes none, addresses of both families and every port', () => {
  expect([{}, { cidrs: ['10.0.0.0/8', '2001:db8::/32'], ports: [1, 65535] }].map(problems)).toEqual([[], []]);
});

test.each<[string, unknown, string[]]>([
  [
    'lists without any, which mean all',
    { cidrs: [], ports: [] },
    [
      'apiServer.cidrs must not be empty, which would let out to all of them, got []; write one, or leave it out',
      'apiServer.ports must not be empty, which would let out to all of them, got []; write one, or leave it out',
    ],
  ],
  [
    'what is no address and no port',
    { cidrs: ['10.1.2.3'], ports: ['https', 0] },
    [
      'apiServer.cidrs must be a CIDR block, got "10.1.2.3"; write "203.0.113.0/24"',
      'apiServer.ports must be an integer from 1 to 65535, got "https"; write 1',
      'apiServer.ports must be an integer from 1 to 65535, got 0; write 1',
    ],
  ],
  [
    'what is no list',
    { cidrs: '10.0.0.0/8' },
    ['apiServer.cidrs must be a list of strings, numbers, true or false, got "10.0.0.0/8"; write ["10.0.0.0/8"]'],
  ],
  ['what is no object', '10.0.0.0/8', ['apiServer must be { cidrs, ports }, got "10.0.0.0/8"']],
  ['a word that it does not know', { cidr: '10.0.0.0/8' }, ['apiServer.cidr is unknown; write "cidrs"']],
])('refuses %s, and crashes at none', (_, access, findings) => {
  expect(problems(access)).toEqual(findings);
  expect(() => accessEgress(access as object, [443])).not.toThrow();
});
