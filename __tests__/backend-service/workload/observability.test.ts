import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'makes a ServiceMonitor that Prometheus finds',
    { metrics: { labels: { release: 'prometheus' } } },
    'ServiceMonitor spec',
    { endpoints: [{ interval: '30s', path: '/metrics', port: 'http' }], selector: { matchLabels: { app: 'api' } } },
  ],
  [
    'makes a PodMonitor on request',
    { metrics: { labels: { release: 'prometheus' }, kind: 'PodMonitor', intervalSeconds: 15 } },
    'PodMonitor spec',
    {
      podMetricsEndpoints: [{ interval: '15s', path: '/metrics', port: 'http' }],
      selector: { matchLabels: { app: 'api' } },
    },
  ],
  [
    'writes the annotations on request',
    { metrics: { kind: 'annotations' } },
    'Deployment spec.template.metadata.annotations',
    expect.objectContaining({
      'prometheus.io/path': '/metrics',
      'prometheus.io/port': '8080',
      'prometheus.io/scrape': 'true',
    }),
  ],
  [
    'warns of pods and of an autoscaler at its end',
    {
      metrics: { labels: { release: 'prometheus' }, alerts: true },
      replicas: { min: 1, max: 3 },
      adopt: { deployment: 'old-api', selector: { app: 'old' } },
    },
    'PrometheusRule spec.groups.0.rules.0',
    {
      alert: 'BackendNotScraped',
      annotations: { summary: 'shop/api: a pod does not answer Prometheus' },
      expr: 'up{namespace="shop", job="api"} == 0',
      for: '5m',
      labels: { service: 'api', severity: 'warning' },
    },
  ],
  [
    'warns of the pods that a PodMonitor finds, by the name that the operator gives its job',
    { metrics: { labels: { release: 'prometheus' }, kind: 'PodMonitor', alerts: true } },
    'PrometheusRule spec.groups.0.rules.0.expr',
    'up{namespace="shop", job="shop/api"} == 0',
  ],
  [
    'warns of a container that the kubelet restarts every 5 minutes, as long as the container is there',
    { metrics: { labels: { release: 'prometheus' }, alerts: true } },
    'PrometheusRule spec.groups.0.rules.3.expr',
    'increase(kube_pod_container_status_restarts_total{namespace="shop", container="api"}[30m]) > 3 and kube_pod_container_status_restarts_total{namespace="shop", container="api"}',
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { metrics: { labels: {} } },
    [
      'metrics.labels must have the labels by which Prometheus selects monitors, got {}; write { release: "kube-prometheus-stack" }, or as its serviceMonitorSelector says',
    ],
    { metrics: { labels: { release: 'prometheus' } } },
  ],
  [
    { metrics: { labels: { release: 'prometheus' }, port: 'metrics' } },
    ['metrics.port must be the name of a port, got "metrics"; write one of "http"'],
    { metrics: { labels: { release: 'prometheus' }, port: 'http' } },
  ],
  [
    { metrics: { labels: { release: 'prometheus' }, path: 'metrics' } },
    ['metrics.path must begin with "/", got "metrics"; write "/metrics"'],
    { metrics: { labels: { release: 'prometheus' }, path: '/m' } },
  ],
  [
    { metrics: { labels: { release: 'prometheus' }, prometheusNamespace: 'a b' } },
    [
      'metrics.prometheusNamespace must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "a b"; write "a-b"',
    ],
    { metrics: { labels: { release: 'prometheus' }, prometheusNamespace: 'ab' } },
  ],
  [
    { metrics: { labels: { release: 'prometheus' }, intervalSeconds: 0 } },
    ['metrics.intervalSeconds must be an integer from 1, got 0; write 1'],
    { metrics: { labels: { release: 'prometheus' }, intervalSeconds: 1 } },
  ],
  [
    { metrics: { labels: { 'a b': 'c' } } },
    [
      'metrics.labels["a b"] must be a label key, got "a b"; write a name of at most 63 characters, such as "team" or "example.com/team"',
    ],
    { metrics: { kind: 'annotations' } },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
