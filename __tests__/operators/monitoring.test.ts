import {
  alertsObject,
  monitoring,
  monitoringIngress,
  monitorJob,
  monitorObject,
  podMonitoring,
  scrapeAnnotations,
} from '../../lib/operators/monitoring';
import { string } from '../../lib/props/scalar';
import { optional } from '../../lib/props/schema';
import { issuesOf } from '../props/issues-of';

const metadata = { name: 'mongo', namespace: 'shop', labels: { app: 'mongo' } };
const selectors = { service: { app: 'service' }, pods: { app: 'pods' } };
const ports = [{ port: 'agent', path: '/metrics' }];

test('makes a ServiceMonitor of the labels by which Prometheus finds it, and of those of the Service', () => {
  expect(monitorObject({ labels: { release: 'prometheus' } }, metadata, selectors, ports)).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { ...metadata, labels: { app: 'mongo', release: 'prometheus' } },
    spec: {
      selector: { matchLabels: { app: 'service' } },
      endpoints: [{ port: 'agent', path: '/metrics', interval: '30s' }],
    },
  });
});

test('makes a PodMonitor of the labels of the pods', () => {
  expect(
    monitorObject({ kind: 'PodMonitor', labels: {}, intervalSeconds: 15 }, metadata, selectors, ports).spec,
  ).toEqual({
    selector: { matchLabels: { app: 'pods' } },
    podMetricsEndpoints: [{ port: 'agent', path: '/metrics', interval: '15s' }],
  });
});

test('names the job as the operator does', () => {
  const jobs = (['ServiceMonitor', 'PodMonitor'] as const).map((kind) => monitorJob({ kind, labels: {} }, metadata));
  expect(jobs).toEqual(['mongo', 'shop/mongo']);
});

test.each([
  ['with the paragraph of a page', 'https://wiki.example.com/mongo', 'https://wiki.example.com/mongo#setdown'],
  ['without a page that nobody named', undefined, undefined],
])('makes a PrometheusRule that says of whom it is, %s', (_, runbookUrl, runbook_url) => {
  const alert = { alert: 'SetDown', expr: 'up == 0', minutes: 5, severity: 'critical', summary: 'is down' } as const;
  const { kind, spec } = alertsObject({ labels: {}, runbookUrl }, metadata, [alert]);
  const rule = {
    alert: 'SetDown',
    expr: 'up == 0',
    for: '5m',
    labels: { severity: 'critical', service: 'mongo' },
    annotations: { summary: 'shop/mongo: is down', ...(runbook_url === undefined ? {} : { runbook_url }) },
  };
  expect([kind, spec]).toStrictEqual(['PrometheusRule', { groups: [{ name: 'mongo', rules: [rule] }] }]);
});

test('writes annotations, and lets the namespace of Prometheus in', () => {
  expect([scrapeAnnotations(80, '/m'), monitoringIngress({ kind: 'annotations' }, [80]).from]).toEqual([
    { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '80', 'prometheus.io/path': '/m' },
    [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
  ]);
});

const metrics = monitoring({ port: optional(string()) });

test.each<[unknown, string[]]>([
  [{ labels: { release: 'prometheus' }, alerts: true, port: 'http' }, []],
  [{ kind: 'annotations', prometheusNamespace: 'observability' }, []],
  [{ kind: 'PodMonitor' }, ['it.labels must be an object, got undefined; write { release: "kube-prometheus-stack" }']],
  [{ labels: { a: 'b' }, alerts: 'yes' }, ['it.alerts must be true or false, got "yes"']],
  [{ labels: { a: 'b' }, runbookUrl: 'https://wiki.example.com/a/b?c=d' }, []],
  ...['docs/mongo.md', 'https://', 'https://wiki.example.com/#mongo', 'https://wiki example.com'].map(
    (runbookUrl): [unknown, string[]] => [
      { labels: { a: 'b' }, runbookUrl },
      [
        `it.runbookUrl must be an absolute URL without "#", got "${runbookUrl}"; write "https://wiki.example.com/mongo"`,
      ],
    ],
  ),
  [
    { labels: {}, prometheusNamespace: 'a b', intervalSeconds: 0 },
    [
      'it.prometheusNamespace must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "a b"; write "a-b"',
      'it.labels must have the labels by which Prometheus selects monitors, got {}; write { release: "kube-prometheus-stack" }, or as its serviceMonitorSelector says',
      'it.intervalSeconds must be an integer from 1, got 0; write 1',
    ],
  ],
])('of %j finds %j', (value, issues) => {
  expect(issuesOf(metrics, value)).toEqual(issues);
});

test('finds pods without a Service by a PodMonitor, and by no ServiceMonitor', () => {
  const schema = podMonitoring({ port: string() });
  const labels = { release: 'prometheus' };
  expect(schema.parse({ port: 'metrics', labels })).toMatchObject({ typed: true, value: { kind: 'PodMonitor' } });
  expect(issuesOf(schema, { port: 'metrics', labels, kind: 'ServiceMonitor' })).toEqual([
    'it.kind must be "PodMonitor" or "annotations", got "ServiceMonitor"',
  ]);
});
