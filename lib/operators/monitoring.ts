import type * as k8s from '../../imports/k8s';
import { Findings, shown } from '../findings/findings';
import { dnsLabelProblem, labelKeyProblem, labelValueProblem } from '../kubernetes/names';
import { namespacePeer, tcpPort } from '../network/network-peers';
import { integerProblem } from '../props/number';
import { either, flag, mapOf, oneOf, optional, record, scalar, Shape, text } from '../props/shape';

type Labels = Readonly<Record<string, string>>;

/** What tells Prometheus where to ask, and who may. */
export type Monitoring = {
  /**
   * The namespace whose pods may connect to the port.
   * @default 'monitoring'
   */
  readonly from?: string;
} & (Monitor | { readonly by: 'annotations' });

/** An object of the Prometheus Operator. */
export interface Monitor {
  /**
   * What tells Prometheus: an object of the Prometheus Operator, or the annotations `prometheus.io/…` of the pods.
   * @default 'ServiceMonitor'
   */
  readonly by?: 'ServiceMonitor' | 'PodMonitor';
  /** The labels by which the Prometheus object selects its monitors and rules, such as `{ release: 'kube-prometheus-stack' }`. */
  readonly labels: Labels;
  /**
   * How often it asks, in seconds.
   * @default 30
   */
  readonly intervalSeconds?: number;
  /**
   * Whether a PrometheusRule is made. A BackendService warns of pods that are missing, restart again and again or cannot be scraped,
   * and of an autoscaler at its end; a MongoStatefulSet of what docs/mongo-operations.md has a paragraph on.
   * @default false
   */
  readonly alerts?: boolean;
}

/** A port, by its name, that answers Prometheus. */
export interface ScrapedPort {
  readonly port: string;
  readonly path: string;
}

/** An alert of a PrometheusRule. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  /** How long the expression must hold. */
  readonly minutes: number;
  readonly severity: 'warning' | 'critical';
  readonly summary: string;
  /** The page and its paragraph that say what to do. */
  readonly guide?: string;
}

/** An object of the Prometheus Operator, raw, for its definition is not part of Kubernetes. */
export interface PrometheusObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: k8s.ObjectMeta;
  readonly spec: Record<string, unknown>;
}

/** What monitoring is made of, with further fields of who is monitored. */
export function monitoringShape(own: Readonly<Record<string, Shape>> = {}): Shape {
  const given = { ...own, from: optional(text) };
  const monitor = {
    by: optional(oneOf('ServiceMonitor', 'PodMonitor')),
    labels: mapOf(scalar),
    intervalSeconds: scalar,
    alerts: optional(flag),
  };
  return either(record({ ...given, ...monitor }), record({ ...given, by: oneOf('annotations') }));
}

/** The annotations of the pods that tell Prometheus where to ask; they can name one port. */
export function scrapeAnnotations(port: number | undefined, path: string): Record<string, string> {
  return { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(port), 'prometheus.io/path': path };
}

/** In from the namespace of Prometheus. */
export function monitoringIngress(
  { from = 'monitoring' }: Monitoring,
  ports: readonly number[],
): k8s.NetworkPolicyIngressRule {
  return { from: [namespacePeer(from)], ports: ports.map(tcpPort) };
}

/** The ServiceMonitor or PodMonitor. `selectors` are the labels of the Service, and of the pods. */
export function monitorObject(
  metrics: Monitor,
  metadata: k8s.ObjectMeta,
  selectors: { readonly service: Labels; readonly pods: Labels },
  ports: readonly ScrapedPort[],
): PrometheusObject {
  const { by: kind = 'ServiceMonitor', intervalSeconds = 30 } = metrics;
  const endpoints = ports.map((port) => ({ ...port, interval: `${intervalSeconds}s` }));
  const matchLabels = { ...(kind === 'PodMonitor' ? selectors.pods : selectors.service) };
  const found = kind === 'PodMonitor' ? { podMetricsEndpoints: endpoints } : { endpoints };
  return prometheusObject(kind, metrics, metadata, { selector: { matchLabels }, ...found });
}

/** The PrometheusRule. */
export function alertsObject(metrics: Monitor, metadata: k8s.ObjectMeta, alerts: readonly Alert[]): PrometheusObject {
  const { name = '', namespace = '' } = metadata;
  const rules = alerts.map(({ alert, expr, minutes, severity, summary, guide }) => ({
    alert,
    expr,
    for: `${minutes}m`,
    labels: { severity, service: name },
    annotations: { summary: `${namespace}/${name}: ${summary}`, ...(guide === undefined ? {} : { guide }) },
  }));
  return prometheusObject('PrometheusRule', metrics, metadata, { groups: [{ name, rules }] });
}

/** Reports monitors that no Prometheus would find. */
export function checkMonitoring(findings: Findings, metrics: Monitoring): void {
  if (metrics.from !== undefined) findings.add('metrics.from', dnsLabelProblem(metrics.from));
  if (metrics.by === 'annotations') return;
  const labels = Object.entries(metrics.labels);
  if (labels.length === 0) {
    findings.add('metrics.labels', {
      code: 'missing-prop',
      want: 'must have the labels by which Prometheus selects monitors',
      got: '{}',
      write: 'write { release: "kube-prometheus-stack" }, or as its serviceMonitorSelector says',
    });
  }
  for (const [key, value] of labels)
    findings.add(`metrics.labels ${shown(key)}`, labelKeyProblem(key) ?? labelValueProblem(value));
  findings.add('metrics.intervalSeconds', integerProblem(metrics.intervalSeconds ?? 30, 1));
}

function prometheusObject(
  kind: string,
  { labels }: Monitor,
  metadata: k8s.ObjectMeta,
  spec: Record<string, unknown>,
): PrometheusObject {
  const discovered = { ...metadata, labels: { ...metadata.labels, ...labels } };
  return { apiVersion: 'monitoring.coreos.com/v1', kind, metadata: discovered, spec };
}
