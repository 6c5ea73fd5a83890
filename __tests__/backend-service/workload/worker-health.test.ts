import { at } from '../edge-values';
import { workerOutcome } from '../worker-edge-values';

const container = 'Deployment spec.template.spec.containers.0';
const program = { exec: { command: ['node', 'healthy.js'] } };

test('restarts a worker by a program, which also decides when it has started, and is ready from then on', () => {
  const { manifests } = workerOutcome({ health: { live: { exec: ['node', 'healthy.js'] } } });
  expect(at(manifests, container)).toMatchObject({
    livenessProbe: { ...program, failureThreshold: 6, periodSeconds: 10, timeoutSeconds: 2 },
    startupProbe: { ...program, failureThreshold: 30, periodSeconds: 2, timeoutSeconds: 2 },
  });
  expect(at(manifests, container)).not.toHaveProperty('readinessProbe');
});

test.each<[string, object]>([
  ['a program', { exec: ['node', 'healthy.js'] }],
  ['an open port', { tcp: 'health' }],
])('has readiness alone where it is %s and nothing else is given', (_, ready) => {
  const { manifests } = workerOutcome({ ports: { health: 3004 }, health: { ready } });
  expect(Object.keys(at(manifests, container) as object).filter((name) => name.endsWith('Probe'))).toEqual([
    'readinessProbe',
  ]);
});

test.each<[string, object, string | number]>([
  ['HTTP', { path: '/ready', port: 'health' }, 'health'],
  ['gRPC', { grpc: 3004 }, 3004],
])('restarts a worker whose readiness is asked by %s when the port of that is closed', (_, ready, port) => {
  const { manifests } = workerOutcome({ ports: { health: 3004 }, health: { ready } });
  expect(at(manifests, container)).toMatchObject({
    livenessProbe: { tcpSocket: { port }, failureThreshold: 6, periodSeconds: 10, timeoutSeconds: 2 },
    startupProbe: { tcpSocket: { port }, failureThreshold: 30, periodSeconds: 2, timeoutSeconds: 2 },
  });
});

test('probes a port that Prometheus scrapes too', () => {
  const live = { path: '/healthz', port: 'metrics' };
  const { manifests } = workerOutcome({ ports: { metrics: 9090 }, health: { live } });
  expect(at(manifests, `${container}.livenessProbe.httpGet`)).toEqual(live);
});

test.each<[unknown, string]>([
  [{}, 'health must have a probe; write { live: { exec: ["node", "healthy.js"] } }, or leave it out'],
  [
    { restartAfterSeconds: 30 },
    'health must have a probe; write { live: { exec: ["node", "healthy.js"] } }, or leave it out',
  ],
  [
    '/healthz',
    'health must be { ready, live, startup, timeoutSeconds, unreadyAfterSeconds, restartAfterSeconds }, got "/healthz"; write { live: { exec: ["node", "healthy.js"] } }',
  ],
  [{ live: { path: '/healthz' } }, 'health.live.port must be a string or an integer from 1 to 65535, got undefined'],
  [{ live: { tcp: 'http' } }, 'health.live must ask a port of the container, got "http"; add it to ports'],
  [
    { live: '/healthz' },
    'health.live must be { exec } or { path, port, scheme, httpHeaders } or { tcp } or { grpc, service }, got "/healthz"',
  ],
])('refuses the health %p', (health, finding) => {
  expect(workerOutcome({ health }).findings).toEqual([`[shop/api] ${finding}`]);
});
