import { backendRefs, gatewayRoute, parentRefs, portProblem } from '../../../lib/backend-service/network/gateway-route';
import { object } from '../../../lib/props/object';
import { decided } from '../../../lib/props/schema';
import { textOf } from '../../problem-text';

const servicePorts = [
  { name: 'http', port: 80, protocol: 'TCP' },
  { name: 'admin', port: 9000, protocol: 'TCP' },
  { name: 'events', port: 8125, protocol: 'UDP' },
] as const;
const backend = { serviceName: 'api', servicePorts, props: { appProtocols: {} } };
const schema = object(gatewayRoute);
const least = { hosts: ['a.example.com'], gateway: { name: 'public' } } as const;

test('is attached to a listener of a Gateway', () => {
  const route = decided(schema, { ...least, gateway: { name: 'public', namespace: 'gateways', sectionName: 'https' } });
  expect(parentRefs(route)).toEqual([
    {
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      name: 'public',
      namespace: 'gateways',
      sectionName: 'https',
    },
  ]);
});

test("names the Service's own port, and the Services beside it, each with its weight", () => {
  const route = decided(schema, { ...least, weight: 9, backendRefs: [{ name: 'canary', port: 81 }] });
  expect(backendRefs(backend, route)).toEqual([
    { group: '', kind: 'Service', name: 'api', port: 80, weight: 9 },
    { group: '', kind: 'Service', name: 'canary', port: 81, weight: 1 },
  ]);
  expect(backendRefs(backend, decided(schema, { ...least, port: 'admin' }))).toMatchObject([{ port: 9000 }]);
});

test('tells a port that the Service does not have', () => {
  expect(portProblem('admin', backend)).toBeUndefined();
  expect(textOf(portProblem('events', backend))).toBe(
    'must be the name of a port, got "events"; write one of "http", "admin"',
  );
});

test('takes at most 16 Services', () => {
  const refs = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `a${index}`, port: 80 }));
  expect(schema.parse({ ...least, backendRefs: refs(15) }).issues).toEqual([]);
});
