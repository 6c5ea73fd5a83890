import { ApiObject, App, Chart } from 'cdk8s';
import { namedAddress, servedAddress } from '../../lib/network/service-address';
import { issuesOf } from '../props/issues-of';

const labels = { app: 'redis' };

function service(ports: readonly object[], namespace: string | undefined = 'shop'): ApiObject {
  const chart = new Chart(new App(), 'shop', { namespace });
  const spec = { selector: labels, ports };
  return new ApiObject(chart, 'redis', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'redis' }, spec });
}

test('is the name and the port of a Service, and the pods at the port behind it', () => {
  expect(servedAddress.parse(service([{ port: 80, targetPort: 6379 }]))).toEqual({
    typed: true,
    issues: [],
    value: { host: 'redis.shop.svc', port: 80, endpoint: { namespace: 'shop', labels, port: 6379 } },
  });
});

const wanted = 'it must be a Service with one TCP port, got "redis" with the ports';
const write = 'write the address as a string, and the Service in egressTo';

test.each<[string, unknown, string[]]>([
  ['several ports', service([{ port: 80 }, { port: 81 }]), [`${wanted} [80,81]; ${write}`]],
  [
    'several ports with names',
    service([
      { port: 80, name: 'http' },
      { port: 81, name: 'grpc' },
    ]),
    [`${wanted} ["http","grpc"]; write { service, port: "http" }`],
  ],
  ['a port of UDP', service([{ port: 53, protocol: 'UDP' }]), [`${wanted} [53]; ${write}`]],
  ['no object', { host: 'redis' }, ['it must be a Service, got an object; write api.service']],
])('refuses a Service with %s', (_, given, issues) => {
  expect(issuesOf(servedAddress, given)).toEqual(issues);
});

test('refuses a Service whose pods are not known', () => {
  expect(issuesOf(servedAddress, service([{ port: 80, targetPort: 'redis' }]))).toEqual([
    'it must have ports that its pods declare by number, got Service "redis" without one; declare them, or write { namespaceName: "shop", podLabels: {"app":"redis"}, ports: [8080] }',
  ]);
});

const named = service([
  { port: 80, name: 'http', targetPort: 8080 },
  { port: 81, name: 'grpc', targetPort: 9999 },
  { port: 53, name: 'dns', protocol: 'UDP' },
  { port: 82, name: 'admin', targetPort: 'admin' },
]);

test('is one port of a Service with several, and the pods at the port behind it', () => {
  expect(namedAddress.parse({ service: named, port: 'grpc' })).toEqual({
    typed: true,
    issues: [],
    value: { host: 'redis.shop.svc', port: 81, endpoint: { namespace: 'shop', labels, port: 9999 } },
  });
});

const known = 'it.port must be the name of a TCP port of the Service';

test.each<[string, unknown, string[]]>([
  [
    'a name that the Service does not have',
    { service: named, port: 'rest' },
    [`${known}, got "rest"; write one of "http", "grpc"`],
  ],
  ['a number', { service: named, port: 80 }, ['it.port must be a string, got 80; write "http"']],
  ['a port of UDP', { service: named, port: 'dns' }, [`${known}, got "dns"; write one of "http", "grpc"`]],
  ['a port of no pods', { service: named, port: 'admin' }, [`${known}, got "admin"; write one of "http", "grpc"`]],
  ['no Service', { service: 'redis', port: 'http' }, ['it.service must be a Service, got "redis"; write api.service']],
  [
    'another object',
    {
      service: new ApiObject(new Chart(new App(), 'shop'), 'redis', { apiVersion: 'apps/v1', kind: 'Deployment' }),
      port: 'http',
    },
    ['it.service must be a Service, got a Deployment; write api.service'],
  ],
])('refuses %s as the port of a Service', (_, given, issues) => {
  expect(issuesOf(namedAddress, given)).toEqual(issues);
});
