import { hasTcpPort, networkPorts, policyPort } from '../../lib/network/network-port';
import { issuesOf } from '../props/issues-of';

test('takes a number as a TCP port, and states the protocol of a range', () => {
  expect(networkPorts.parse([443, { port: 53, protocol: 'UDP' }, { port: 30000, endPort: 32767 }])).toEqual({
    typed: true,
    issues: [],
    value: [
      { port: 443, protocol: 'TCP' },
      { port: 53, protocol: 'UDP' },
      { port: 30000, endPort: 32767, protocol: 'TCP' },
    ],
  });
});

test.each<[unknown, string[]]>([
  [[{ port: 1, endPort: 65535, protocol: 'SCTP' }], []],
  [[{ port: 5, endPort: 5 }], []],
  [[], ['it must not be empty, got []; write [443]']],
  [443, ['it must be a list of ports, got 443; write [443]']],
  [[0], ['it[0] must be an integer from 1 to 65535, got 0; write 1']],
  [['443'], ['it[0] must be an integer from 1 to 65535, got "443"; write 443']],
  [[null], ['it[0] must be a port or { port, endPort, protocol }, got null']],
  [[{ endPort: 5 }], ['it[0].port must be an integer from 1 to 65535, got undefined']],
  [[{ port: 1, endport: 5 }], ['it[0].endport is unknown; write "endPort"']],
  [
    [{ port: 9000, endPort: 8000 }],
    ['it[0] must have an endPort from port, which is 9000, got 8000; write { port: 8000, endPort: 9000 }'],
  ],
  [[{ port: 1, protocol: 'udp' }], ['it[0].protocol must be "TCP" or "UDP" or "SCTP", got "udp"']],
])('of %j finds %j', (given, issues) => {
  expect(issuesOf(networkPorts, given)).toEqual(issues);
});

test('writes a range as a NetworkPolicy has it', () => {
  expect(policyPort({ port: 1, endPort: 5, protocol: 'UDP' })).toEqual({ protocol: 'UDP', port: 1, endPort: 5 });
  expect(policyPort({ port: 1, protocol: 'TCP' })).toEqual({ protocol: 'TCP', port: 1 });
});

test('knows a TCP port in a range', () => {
  const ports = [
    { port: 10, endPort: 20, protocol: 'TCP' },
    { port: 30, protocol: 'UDP' },
  ] as const;
  expect([9, 10, 20, 21, 30].map((port) => hasTcpPort(ports, port))).toEqual([false, true, true, false, false]);
});
