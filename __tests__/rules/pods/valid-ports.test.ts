import { validPorts } from '../../../lib/rules/pods/valid-ports';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const service = (...ports: object[]) => object('Service', { spec: { ports } });
const http = { name: 'http', containerPort: 8080 };

test('accepts ports that are numbers and names, and probes of them', () => {
  const web = deployment({
    ports: [http],
    readinessProbe: { httpGet: { port: 'http' } },
    livenessProbe: { tcpSocket: { port: 1 } },
  });
  expect(findings(validPorts, web, service({ port: 80, targetPort: 'http' }))).toEqual([]);
});

test.each<[Record<string, unknown>, string]>([
  [{ ports: [{ containerPort: 0 }] }, 'ports[0].containerPort must be an integer from 1 to 65535, got 0; write 1'],
  [
    { ports: [{ ...http, name: 'HTTP' }] },
    'ports["HTTP"].name must be at most 15 lower-case letters, digits and single "-" with a letter among them, got "HTTP"; write a name such as "http"',
  ],
  [
    { ports: [http, { ...http, containerPort: 1 }] },
    'ports["http"].name must be unique in the list, got "http" twice; write another',
  ],
  [
    { ports: [http], startupProbe: { tcpSocket: { port: 'admin' } } },
    'startupProbe.tcpSocket.port must be a port of the container, got "admin"; write a name of its ports, or a number',
  ],
])('refuses a container with %p', (container, problem) => {
  expect(findings(validPorts, deployment(container))).toEqual([
    `[Deployment shop/web] spec.template.spec.containers["main"].${problem} (valid-ports)`,
  ]);
});

test.each<[object[], string]>([
  [[{ port: 0 }], 'spec.ports[0].port must be an integer from 1 to 65535, got 0; write 1'],
  [[{ port: 80 }, { port: 81, name: 'a' }], 'spec.ports[0].name must be set, got none; write one'],
  [
    [
      { port: 80, name: 'a' },
      { port: 81, name: 'a' },
    ],
    'spec.ports["a"].name must be unique in the list, got "a" twice; write another',
  ],
  [
    [{ port: 80, name: 'Web' }],
    'spec.ports["Web"].name must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Web"; write "web"',
  ],
  [
    [{ port: 80, targetPort: 70000 }],
    'spec.ports[0].targetPort must be an integer from 1 to 65535, got 70000; write 65535',
  ],
  [
    [{ port: 80, targetPort: 'HTTP' }],
    'spec.ports[0].targetPort must be at most 15 lower-case letters, digits and single "-" with a letter among them, got "HTTP"; write a name such as "http"',
  ],
])('refuses a Service with %p', (ports, problem) => {
  expect(findings(validPorts, service(...ports))).toEqual([`[Service shop/web] ${problem} (valid-ports)`]);
});

test('lets an object through that says why', () => {
  expect(findings(validPorts, optedOut(service({ port: 0 }), validPorts))).toEqual([]);
});
