import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'names the main port http and every other as given',
    { ports: { admin: 9000 } },
    'Deployment spec.template.spec.containers.0.ports',
    [
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'admin', containerPort: 9000, protocol: 'TCP' },
    ],
  ],
  [
    'has UDP beside TCP, also of one number',
    { ports: { dns: { port: 5353, protocol: 'UDP' }, 'dns-tcp': 5353 } },
    'Deployment spec.template.spec.containers.0.ports',
    [
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'dns', containerPort: 5353, protocol: 'UDP' },
      { name: 'dns-tcp', containerPort: 5353, protocol: 'TCP' },
    ],
  ],
  [
    'lets a user that is not root listen at a low UDP port',
    { ports: { dns: { port: 53, protocol: 'UDP' } } },
    'Deployment spec.template.spec.securityContext.sysctls',
    [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '53' }],
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [{ port: 0 }, ['port must be an integer from 1 to 65535, got 0; write 1'], { port: 1 }],
  [{ port: '80' }, ['port must be an integer from 1 to 65535, got "80"; write 80'], { port: 80 }],
  [
    { ports: { http: 9000 } },
    ['ports["http"] must not be given here, got 9000; write it as port'],
    { ports: { admin: 9000 } },
  ],
  [
    { ports: { admin: 8080 } },
    ['ports["admin"] must not be the number of port "http", got 8080; write another number'],
    { ports: { admin: 8081 } },
  ],
  [
    { ports: { 'a--b': 9000 } },
    [
      'ports["a--b"] must be at most 15 lower-case letters, digits and single "-" with a letter among them, got "a--b"; write a name such as "http"',
    ],
    { ports: { 'a-b': 9000 } },
  ],
  [
    { ports: { dns: { port: 8080, protocol: 'UDP' }, other: { port: 8080, protocol: 'UDP' } } },
    ['ports["other"] must not be the number of port "dns", got 8080; write another number'],
    { ports: { dns: { port: 8080, protocol: 'UDP' } } },
  ],
  [
    { ports: { dns: { port: 5353, protocol: 'udp' } } },
    ['ports["dns"].protocol must be "TCP" or "UDP", got "udp"'],
    { ports: { dns: { port: 5353, protocol: 'TCP' } } },
  ],
  [
    { ports: { dns: { number: 5353 } } },
    [
      'ports["dns"].number is unknown; write one of port, protocol, servicePort',
      'ports["dns"].port must be an integer from 1 to 65535, got undefined',
    ],
    { ports: { dns: { port: 5353 } } },
  ],
  [
    { ports: { dns: { port: 5353, protocol: 'UDP' } }, health: { ready: { tcp: 'dns' } } },
    ['health.ready must ask a port of the container, got "dns"; write one of "http" (8080), or add it to ports'],
    { ports: { dns: { port: 5353, protocol: 'UDP' } }, health: { ready: { tcp: 'http' } } },
  ],
  [
    { ports: { dns: { port: 5353, protocol: 'UDP' } }, metrics: { kind: 'annotations', port: 'dns' } },
    ['metrics.port must be the name of a port, got "dns"; write one of "http"'],
    { ports: { dns: { port: 5353, protocol: 'UDP' } }, metrics: { kind: 'annotations' } },
  ],
  [{ ports: [9000] }, ['ports must be an object, got a list'], { ports: {} }],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
