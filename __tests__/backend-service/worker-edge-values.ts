import { BackendWorker } from '../../lib/backend-service/backend-worker';
import { outcome } from './edge-values';

/** Values that a worker has other than a backend with a port. */
export const workerEdgeValues: Readonly<Record<string, readonly unknown[]>> = {
  ports: [{}, { metrics: 9090 }, { http: 8080 }, { metrics: 80 }, { metrics: 0 }, { a: 1, b: 1 }],
  health: [
    { live: { exec: ['true'] } },
    { ready: { exec: ['true'] } },
    { startup: { exec: ['true'] } },
    { ready: { exec: ['true'] }, live: { exec: ['test', '-f', '/tmp/alive'] }, timeoutSeconds: 5 },
    { live: { exec: [] } },
    { restartAfterSeconds: 30 },
    { live: '/healthz' },
    { live: { path: '/healthz' } },
    { live: { tcp: 'http' } },
    {},
    '/healthz',
  ],
  metrics: [
    { labels: { release: 'prometheus' } },
    { port: 'metrics', labels: { release: 'prometheus' } },
    { port: 'metrics', kind: 'ServiceMonitor', labels: { release: 'prometheus' } },
  ],
  preStopSleepSeconds: [0, 5],
  replicas: [0, 1, 3, { min: 1, max: 3 }],
  migration: [{ command: ['true'] }],
  networkPolicy: [true, false],
  port: [8080],
  expose: [{ type: 'NodePort' }],
  ingressFrom: ['anywhere'],
  overrides: [{ deployment: { metadata: { labels: { team: 'shop' } } } }, { service: {} }],
};

/** What a worker of these props renders to, or what is wrong with them. */
export function workerOutcome(props: object): ReturnType<typeof outcome> {
  return outcome(props, (chart, id, given) => {
    new BackendWorker(chart, id, { image: 'docker.io/demo/worker:1.2.3', ...given });
  });
}
