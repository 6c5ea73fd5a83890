import { ApiObject, App, Chart } from 'cdk8s';
import { servedAddress } from '../../lib/network/service-address';
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
  ['a port of UDP', service([{ port: 53, protocol: 'UDP' }]), [`${wanted} [53]; ${write}`]],
  ['no object', { host: 'redis' }, ['it must be a Service, got an object']],
])('refuses a Service with %s', (_, given, issues) => {
  expect(issuesOf(servedAddress, given)).toEqual(issues);
});

test('refuses a Service whose pods are not known', () => {
  expect(issuesOf(servedAddress, service([{ port: 80, targetPort: 'redis' }]))).toEqual([
    'it must have ports that its pods declare by number, got Service "redis" without one; declare them, or write { namespaceName: "shop", podLabels: {"app":"redis"}, ports: [8080] }',
  ]);
});
