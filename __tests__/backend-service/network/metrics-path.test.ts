import { exposesMetrics, metricsPath } from '../../../lib/backend-service/network/metrics-path';
import { observability } from '../../../lib/backend-service/workload/observability';
import { decided } from '../../../lib/props/schema';
import { outcome } from '../edge-values';

function metricsAt(path?: string) {
  const { metrics } = decided(observability, { metrics: { kind: 'annotations', path } });
  if (metrics === undefined) throw new Error('no metrics');
  return metrics;
}

test.each([
  [undefined, '/metrics'],
  ['/a/metrics/', '/a/metrics'],
  ['/metrics?format=text', '/metrics'],
  ['/', '/'],
])('has the metrics of %j at %s', (path, value) => {
  expect(metricsPath(metricsAt(path))).toBe(value);
});

test.each<[string, boolean, string, string]>([
  ['/', true, 'PathPrefix', 'http'],
  ['/internal', true, 'PathPrefix', 'http'],
  ['/internal/', true, 'PathPrefix', 'http'],
  ['/inter', false, 'PathPrefix', 'http'],
  ['/', false, 'Exact', 'http'],
  ['/internal/metrics', false, 'PathPrefix', 'http'],
  ['/internal/metrics', false, 'Exact', 'http'],
  ['/', false, 'PathPrefix', 'admin'],
])('tells of %s that it exposes the metrics: %p (%s, port %s)', (value, exposes, type, port) => {
  expect(exposesMetrics(metricsAt('/internal/metrics'), { port, paths: [{ value, type }] })).toBe(exposes);
});

const ingress = { host: 'a.example.com', className: 'public', tls: 'load balancer' };
const metrics = { kind: 'annotations' };
const advice =
  'write ports: { metrics: 9090 } and metrics.port: "metrics", or "/metrics" among the paths if clients outside may read them';

test.each<[object, string, string]>([
  [{}, 'ingress.paths', '["/"]'],
  [{ rules: [{ host: 'b.example.com' }], paths: ['/a'] }, 'ingress.rules[0].paths', '["/"]'],
])('refuses an Ingress that leads to the metrics: %j', (more, place, got) => {
  expect(outcome({ metrics, ingress: { ...ingress, ...more } }).findings).toEqual([
    `[shop/api] ${place} must not lead to the metrics at "/metrics", which are for Prometheus alone, got ${got}; ${advice}`,
  ]);
});

test.each<[string, object]>([
  ['a port of their own', { ports: { metrics: 9090 }, metrics: { ...metrics, port: 'metrics' }, ingress }],
  ['paths that leave them out', { metrics, ingress: { ...ingress, paths: ['/api'] } }],
  ['their path by name', { metrics, ingress: { ...ingress, paths: ['/', '/metrics'] } }],
  ['no metrics', { ingress }],
])('takes %s', (_, props) => {
  expect(outcome(props).findings).toEqual([]);
});
