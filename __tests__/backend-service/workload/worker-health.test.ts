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

test('has readiness alone where nothing else is given', () => {
  const { manifests } = workerOutcome({ health: { ready: { exec: ['node', 'healthy.js'] } } });
  expect(at(manifests, container)).toMatchObject({ readinessProbe: { ...program, failureThreshold: 3 } });
  expect(at(manifests, container)).not.toHaveProperty('livenessProbe');
  expect(at(manifests, container)).not.toHaveProperty('startupProbe');
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
    'health.live must be { exec } or { path, port, scheme } or { tcp } or { grpc, service }, got "/healthz"',
  ],
])('refuses the health %p', (health, finding) => {
  expect(workerOutcome({ health }).findings).toEqual([`[shop/api] ${finding}`]);
});
