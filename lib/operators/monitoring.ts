import type * as k8s from '../../imports/k8s';
import { CustomObject } from '../construct/api-object';
import { Problem } from '../findings/problem';
import { dnsLabelProblem, labelKeyProblem, labelValueProblem } from '../kubernetes/names';
import { namespacePeer } from '../network/network-peers';
import { tcpPort } from '../network/network-port';
import { Entries, object, ObjectSchema } from '../props/object';
import { record } from '../props/record';
import { boolean, integer, matching, oneOf, string } from '../props/scalar';
import { Decided, decided, optional, Props, PropsOf, Schema } from '../props/schema';
import { variant } from '../props/variant';
import { dashboardConfigMap, Panel } from './dashboard';

type Labels = Readonly<Record<string, string>>;

// The time between two scrapes of the kubelet by kube-prometheus-stack, in seconds.
const kubeletSeconds = 30;

const prometheus = object({
  /** The namespace whose pods may connect to the port. @default 'monitoring' */
  prometheusNamespace: string({ check: dnsLabelProblem, default: 'monitoring' }),
});

const absoluteUrl = matching(
  /^https?:\/\/[^\s/#]+[^\s#]*$/,
  'must be an absolute URL without "#"',
  '"https://wiki.example.com/mongo"',
);

const monitor = object({
  /** The object of the Prometheus Operator that is rendered. @default 'ServiceMonitor' */
  kind: oneOf(['ServiceMonitor', 'PodMonitor'], { default: 'ServiceMonitor' }),
  /** The labels by which the Prometheus object selects its monitors and rules, such as `{ release: 'kube-prometheus-stack' }`. */
  labels: record(string({ check: labelKeyProblem }), string({ check: labelValueProblem }), {
    check: selectingProblem,
    example: '{ release: "kube-prometheus-stack" }',
  }),
  /** The time between two scrapes, in seconds. @default 30 */
  intervalSeconds: integer({ min: 1, default: 30 }),
  /**
   * True for a PrometheusRule. A BackendService warns of pods that are missing, restart again and again or cannot be scraped, and of an
   * autoscaler at its maximum; a MongoStatefulSet, and its MongoBackup, of what docs/mongo-operations.md describes.
   * @default false
   */
  alerts: boolean({ default: false }),
  /**
   * True for a Grafana dashboard, in a ConfigMap with the label `grafana_dashboard: "1"`, by which the sidecar of Grafana's chart finds it.
   * The figures of CPU and memory need the kubelet's metrics, and of a BackendService's pods those of kube-state-metrics.
   * @default false
   */
  dashboard: boolean({ default: false }),
  /**
   * The absolute URL of a page about the alerts, such as a copy of docs/mongo-operations.md. Each alert then has the annotation
   * `runbook_url`: this URL, `#` and the alert's name in lower case.
   * @default - no annotation
   */
  runbookUrl: optional(string(absoluteUrl)),
});

const podMonitor = object({
  ...monitor.entries,
  /** The object of the Prometheus Operator that is rendered. A ServiceMonitor would need a Service. @default 'PodMonitor' */
  kind: oneOf(['PodMonitor'], { default: 'PodMonitor' }),
});

const annotated = object({
  /** The annotations `prometheus.io/…` of the pods, without an object of the Prometheus Operator. */
  kind: oneOf(['annotations']),
});

/** The props of an object of the Prometheus Operator. */
export interface PrometheusMonitor extends PropsOf<typeof monitor>, Props {}

/** Metrics that Prometheus finds by an object of its operator, and the namespace that may scrape them. */
export interface MonitoredMetrics extends PropsOf<typeof prometheus>, PrometheusMonitor {}

/** Metrics of pods without a Service that Prometheus finds by an object of its operator, and the namespace that may scrape them. */
export interface PodMetrics extends PropsOf<typeof prometheus>, PropsOf<typeof podMonitor>, Props {}

/** Metrics that Prometheus finds by annotations of the pods, and the namespace that may scrape them. */
export interface AnnotatedMetrics extends PropsOf<typeof prometheus>, PropsOf<typeof annotated>, Props {}

/** The way by which Prometheus finds the metrics, and the namespace that may scrape them. */
export type PrometheusMonitoring = MonitoredMetrics | AnnotatedMetrics;

/** Monitoring with every default decided. */
export type DecidedMonitoring = Decided<typeof prometheus> & (Decided<typeof monitor> | Decided<typeof annotated>);

/** Returns the schema of monitoring, with further props of the construct that is monitored. */
export function monitoring<E extends Entries>(
  own: E,
): Schema<PrometheusMonitoring & PropsOf<ObjectSchema<E>>, DecidedMonitoring & Decided<ObjectSchema<E>>> {
  const given = { ...own, ...prometheus.entries };
  const kinds = [object({ ...given, ...monitor.entries }), object({ ...given, ...annotated.entries })] as const;
  return variant('kind', kinds) as Schema as ReturnType<typeof monitoring<E>>;
}

/** Returns the schema of monitoring of pods that no Service leads to, with further props of the construct. */
export function podMonitoring<E extends Entries>(own: E) {
  const given = { ...own, ...prometheus.entries };
  return variant('kind', [object({ ...given, ...podMonitor.entries }), object({ ...given, ...annotated.entries })]);
}

/** A port, by its name, that Prometheus scrapes. */
export interface ScrapedPort {
  readonly port: string;
  readonly path: string;
  /** The parameters of the request. */
  readonly params?: Readonly<Record<string, readonly string[]>>;
  /** The labels of the time series that are not those of the scraped pod. */
  readonly relabelings?: readonly { readonly targetLabel: string; readonly replacement: string }[];
}

/** An alert of a PrometheusRule. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  /** The time that the expression must hold. */
  readonly minutes: number;
  readonly severity: 'warning' | 'critical';
  readonly summary: string;
}

/** Returns the annotations of the pods by which Prometheus finds their metrics. They can name one port. */
export function scrapeAnnotations(port: number | undefined, path: string): Record<string, string> {
  return { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(port), 'prometheus.io/path': path };
}

/** Returns the ingress from the namespace of Prometheus. */
export function monitoringIngress(
  metrics: PrometheusMonitoring,
  ports: readonly number[],
): k8s.NetworkPolicyIngressRule {
  const { prometheusNamespace } = decided(prometheus, metrics);
  return { from: [namespacePeer(prometheusNamespace)], ports: ports.map(tcpPort) };
}

/** Returns the ServiceMonitor or PodMonitor. `selectors` are the labels of the Service, and of the pods. */
export function monitorObject(
  metrics: PrometheusMonitor,
  metadata: k8s.ObjectMeta,
  selectors: { readonly service: Labels; readonly pods: Labels },
  ports: readonly ScrapedPort[],
): CustomObject {
  const { kind, intervalSeconds } = decided(monitor, metrics);
  const endpoints = ports.map((port) => ({ ...port, interval: `${intervalSeconds}s` }));
  const matchLabels = { ...(kind === 'PodMonitor' ? selectors.pods : selectors.service) };
  const found = kind === 'PodMonitor' ? { podMetricsEndpoints: endpoints } : { endpoints };
  return prometheusObject(kind, metrics, metadata, { selector: { matchLabels }, ...found });
}

/** Returns the label `job` of what the monitor finds: the operator gives it the name of the Service, or of the PodMonitor. */
export function monitorJob(
  metrics: PrometheusMonitor,
  { name = '', namespace = '', service = name }: k8s.ObjectMeta & { readonly service?: string },
): string {
  return decided(monitor, metrics).kind === 'PodMonitor' ? `${namespace}/${name}` : service;
}

/** Returns the ConfigMap of the Grafana dashboard; undefined unless `dashboard` is set. */
export function dashboardObject(
  metrics: PrometheusMonitor,
  metadata: k8s.ObjectMeta & { readonly name: string },
  panels: readonly Panel[],
): k8s.ConfigMap | undefined {
  const { dashboard, intervalSeconds } = decided(monitor, metrics);
  return dashboard ? dashboardConfigMap(metadata, Math.max(intervalSeconds, kubeletSeconds), panels) : undefined;
}

/** Returns the PrometheusRule. */
export function alertsObject(
  metrics: PrometheusMonitor,
  metadata: k8s.ObjectMeta,
  alerts: readonly Alert[],
): CustomObject {
  const { name = '', namespace = '' } = metadata;
  const { runbookUrl } = metrics;
  const rules = alerts.map(({ alert, expr, minutes, severity, summary }) => ({
    alert,
    expr,
    for: `${minutes}m`,
    labels: { severity, service: name },
    annotations: {
      summary: `${namespace}/${name}: ${summary}`,
      ...(runbookUrl === undefined ? {} : { runbook_url: `${runbookUrl}#${alert.toLowerCase()}` }),
    },
  }));
  return prometheusObject('PrometheusRule', metrics, metadata, { groups: [{ name, rules }] });
}

function prometheusObject(
  kind: string,
  { labels }: PrometheusMonitor,
  metadata: k8s.ObjectMeta,
  spec: Record<string, unknown>,
): CustomObject {
  const discovered = { ...metadata, labels: { ...metadata.labels, ...labels } };
  return { apiVersion: 'monitoring.coreos.com/v1', kind, metadata: discovered, spec };
}

function selectingProblem(selecting: Labels): Problem | undefined {
  if (Object.keys(selecting).length > 0) return undefined;
  const want = 'must have the labels by which Prometheus selects monitors';
  const write = 'write { release: "kube-prometheus-stack" }, or as its serviceMonitorSelector says';
  return { code: 'out-of-range', want, got: '{}', write };
}
