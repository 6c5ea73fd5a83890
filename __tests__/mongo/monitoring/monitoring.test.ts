import { kinds, only } from '../../rendered';
import { findings, watched } from './monitored-set';

const labels = { release: 'prometheus' };
const monitoring = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }];
const ports = (...numbers: number[]) => numbers.map((port) => ({ protocol: 'TCP', port }));

test('lets no other pods than members read from the agents unless metrics are wanted', () => {
  const manifests = watched(() => ({}));
  expect(only(manifests, 'NetworkPolicy')).toHaveProperty('spec.ingress.length', 2);
  expect(only(manifests, 'Service')).toHaveProperty('spec.ports.length', 1);
});

test('lets the namespace of Prometheus ask the agents', () => {
  const manifests = watched(() => ({ metrics: { labels } }));
  expect(only(manifests, 'NetworkPolicy')).toHaveProperty('spec.ingress.2', { from: monitoring, ports: ports(27027) });
  expect(only(manifests, 'Service')).toHaveProperty('spec.ports.1', {
    name: 'agent',
    port: 27027,
    protocol: 'TCP',
    targetPort: 'agent',
  });
});

test('writes the annotations of the pods on request', () => {
  const manifests = watched(() => ({ metrics: { kind: 'annotations', prometheusNamespace: 'observability' } }));
  expect(only(manifests, 'StatefulSet')).toMatchObject({
    spec: {
      template: {
        metadata: {
          annotations: {
            'prometheus.io/scrape': 'true',
            'prometheus.io/port': '27027',
            'prometheus.io/path': '/metrics',
          },
        },
      },
    },
  });
  expect(only(manifests, 'NetworkPolicy')).toHaveProperty(
    'spec.ingress.2.from.0.namespaceSelector.matchLabels',
    expect.objectContaining({ 'kubernetes.io/metadata.name': 'observability' }),
  );
});

test.each<[string, object, string[]]>([
  [
    'metrics without labels',
    { metrics: {} },
    ['metrics.labels must be an object, got undefined; write { release: "kube-prometheus-stack" }'],
  ],
  [
    'metrics in words',
    { metrics: 'all' },
    ['metrics must be { kind: "ServiceMonitor" or "PodMonitor" or "annotations", … }, got "all"'],
  ],
  [
    'an exporter without a user',
    { metrics: { labels }, exporter: {} },
    [
      'exporter.credentials must be a SecretRef, got undefined; write new SecretRef(chart, "mongo-exporter", { keys: ["username", "password"] })',
    ],
  ],
  [
    'an interval of none',
    { metrics: { labels, intervalSeconds: 0 } },
    ['metrics.intervalSeconds must be an integer from 1, got 0; write 1'],
  ],
])('refuses %s', (_, props, expected) => {
  expect(findings(() => props)).toEqual(expected);
});

test('refuses an exporter that nobody asks, and one that annotations cannot tell of', () => {
  expect(findings((credentials) => ({ exporter: { credentials } }))).toEqual([
    'exporter must be scraped, got no metrics; write metrics: { labels: { release: "kube-prometheus-stack" } }',
  ]);
  expect(findings((credentials) => ({ metrics: { kind: 'annotations' }, exporter: { credentials } }))).toEqual([
    'metrics.kind must name each member to the exporter, got "annotations"; write "PodMonitor"',
  ]);
});

test('makes a ServiceMonitor of the members Service, which has the members that are not ready too', () => {
  const manifests = watched(() => ({ metrics: { labels } }));
  expect(only(manifests, 'ServiceMonitor')['spec']).toEqual({
    selector: { matchLabels: { app: 'mongo' } },
    endpoints: [{ port: 'agent', path: '/metrics', interval: '30s' }],
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
