import { Port, PortNames, servedPorts, targetOf } from '../../../lib/adopt/backend/served-port';
import { objectsOf, serviceText } from '../adopted';

const port = (name: string | undefined, number: number, fields: Partial<Port> = {}): Port => ({
  name,
  port: number,
  protocol: 'TCP',
  sidecar: undefined,
  ...fields,
});

test('finds the container port of the name or number, and of the protocol, that a Service leads to', () => {
  const ports = [port('dns', 53), port('dns', 53, { protocol: 'UDP' }), port('tls', 8443, { sidecar: 'proxy' })];
  expect(targetOf({ port: 53, protocol: 'UDP' }, ports)).toBe(ports[1]);
  expect(targetOf({ port: 443, targetPort: 'tls' }, ports)).toBe(ports[2]);
  expect(targetOf({ port: 80, targetPort: 3000 }, ports)).toEqual(port(undefined, 3000));
  expect(targetOf({ port: 80, targetPort: 'none' }, ports)).toBeUndefined();
  const [service] = objectsOf(
    serviceText({ ports: [{ name: 'a', port: 80, targetPort: 'tls', appProtocol: 'https' }] }),
  );
  expect(servedPorts(service, ports)).toEqual([
    { name: 'a', port: 80, protocol: 'TCP', appProtocol: 'https', target: ports[2] },
  ]);
  expect(servedPorts(undefined, ports)).toEqual([]);
});

test('names each port of the pod once: by its name, by that of the Service, by its sidecar, or by its number', () => {
  const names = new PortNames(port('web', 8080));
  expect(names.of(port(undefined, 8080))).toBe('http');
  const sidecar = { sidecar: 'proxy' };
  expect([
    names.add(port('admin', 9000), undefined),
    names.add(port('http', 9001, sidecar), 'admin'),
    names.add(port('admin', 9002, sidecar), 'metrics'),
    names.add(port(undefined, 9003, sidecar), undefined),
  ]).toEqual(['admin', 'proxy', 'metrics', 'port-9003']);
  expect(new PortNames(undefined).add(port(undefined, 9000), undefined)).toBe('http');
});
