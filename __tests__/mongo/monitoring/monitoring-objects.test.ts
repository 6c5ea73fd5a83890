import { kinds, only } from '../../rendered';
import { watched } from './monitored-set';

const labels = { release: 'prometheus' };

test('makes a ServiceMonitor of the members Service, which has the members that are not ready too', () => {
  const manifests = watched((credentials) => ({ metrics: { labels }, exporter: { credentials } }));
  expect(only(manifests, 'ServiceMonitor')['spec']).toEqual({
    selector: { matchLabels: { app: 'mongo' } },
    endpoints: [
      { port: 'agent', path: '/metrics', interval: '30s' },
      { port: 'exporter', path: '/metrics', interval: '30s' },
    ],
  });
  expect(only(manifests, 'Service')).toMatchObject({
    metadata: { labels: { app: 'mongo' } },
    spec: { publishNotReadyAddresses: true },
  });
});

test('makes a PodMonitor and a PrometheusRule on request', () => {
  const manifests = watched(() => ({ metrics: { kind: 'PodMonitor', labels, alerts: true } }));
  expect(only(manifests, 'PodMonitor')).toHaveProperty('spec.podMetricsEndpoints.0.port', 'agent');
  expect(only(manifests, 'PrometheusRule')).toMatchObject({
    metadata: { labels },
    spec: { groups: [{ name: 'mongo', rules: expect.arrayContaining([expect.anything()]) as unknown }] },
  });
});

test('makes no object of the Prometheus Operator for annotations, or for nobody', () => {
  const made = [...watched(() => ({ metrics: { kind: 'annotations' } })), ...watched(() => ({}))];
  expect(kinds(made).filter((kind) => /Monitor|Rule/.test(kind))).toEqual([]);
});
