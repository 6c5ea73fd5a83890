import { Findings, shown } from '../values/findings';
import { dnsLabelProblem, labelKeyProblem, labelValueProblem } from '../values/names';
import { integerProblem } from '../values/numbers';
import { scalar, either, flag, mapOf, oneOf, optional, record, Shapes, text } from '../values/shape';
import { mainPort } from './ports';

export interface ObservabilityProps {
  /**
   * Where Prometheus finds the pods' metrics.
   * @default - nowhere
   */
  readonly metrics?: Metrics;
}

export type Metrics = {
  /**
   * The port's name.
   * @default 'http'
   */
  readonly port?: string;
  /** @default '/metrics' */
  readonly path?: string;
  /**
   * The namespace whose pods may connect to the port.
   * @default 'monitoring'
   */
  readonly from?: string;
} & (
  | {
      /**
       * What tells Prometheus: an object of the Prometheus Operator, or the annotations `prometheus.io/…` of the pods.
       * @default 'ServiceMonitor'
       */
      readonly by?: 'ServiceMonitor' | 'PodMonitor';
      /** The labels by which the Prometheus object selects its monitors and rules, such as `{ release: 'kube-prometheus-stack' }`. */
      readonly labels: Readonly<Record<string, string>>;
      /**
       * How often it asks, in seconds.
       * @default 30
       */
      readonly intervalSeconds?: number;
      /**
       * Whether a PrometheusRule is made: pods that are missing, restart again and again, cannot be scraped, or an autoscaler at its end.
       * @default false
       */
      readonly alerts?: boolean;
    }
  | { readonly by: 'annotations' }
);

const scraped = { port: optional(text), path: optional(text), from: optional(text) };

export const observabilityShapes: Shapes<ObservabilityProps> = {
  metrics: optional(
    either(
      record({
        ...scraped,
        by: optional(oneOf('ServiceMonitor', 'PodMonitor')),
        labels: mapOf(scalar),
        intervalSeconds: scalar,
        alerts: optional(flag),
      }),
      record({ ...scraped, by: oneOf('annotations') }),
    ),
  ),
};

/** The annotations of the pods that tell Prometheus where to ask. */
export function scrapeAnnotations(
  metrics: Metrics | undefined,
  ports: Readonly<Record<string, number>>,
): Record<string, string> {
  if (metrics?.by !== 'annotations') return {};
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(ports[metrics.port ?? mainPort]),
    'prometheus.io/path': metrics.path ?? '/metrics',
  };
}

/** The spec of a ServiceMonitor or PodMonitor. */
export function monitorSpec(
  metrics: Exclude<Metrics, { by: 'annotations' }>,
  selector: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const endpoint = {
    port: metrics.port ?? mainPort,
    path: metrics.path ?? '/metrics',
    interval: `${metrics.intervalSeconds ?? 30}s`,
  };
  const endpoints = metrics.by === 'PodMonitor' ? { podMetricsEndpoints: [endpoint] } : { endpoints: [endpoint] };
  return { selector: { matchLabels: { ...selector } }, ...endpoints };
}

/** The spec of a PrometheusRule; all but the first rule need kube-state-metrics. */
export function alertsSpec(service: {
  name: string;
  deployment: string;
  namespace: string;
  autoscaled: boolean;
}): Record<string, unknown> {
  const { name, deployment, namespace } = service;
  const ofDeployment = `{namespace="${namespace}", deployment="${deployment}"}`;
  const ofAutoscaler = `{namespace="${namespace}", horizontalpodautoscaler="${name}"}`;
  const rule = (
    alert: string,
    expr: string,
    minutes: number,
    severity: string,
    summary: string,
  ): Record<string, unknown> => ({
    alert,
    expr,
    for: `${minutes}m`,
    labels: { severity, service: name },
    annotations: { summary: `${namespace}/${name}: ${summary}` },
  });
  return {
    groups: [
      {
        name,
        rules: [
          rule(
            'BackendNotScraped',
            `up{namespace="${namespace}", pod=~"${deployment}-[a-z0-9]+-[a-z0-9]{5}"} == 0`,
            5,
            'warning',
            'a pod does not answer Prometheus',
          ),
          rule(
            'BackendPodsMissing',
            `kube_deployment_status_replicas_available${ofDeployment} < kube_deployment_spec_replicas${ofDeployment}`,
            10,
            'warning',
            'fewer pods are available than wanted',
          ),
          rule(
            'BackendDown',
            `kube_deployment_status_replicas_available${ofDeployment} == 0 and kube_deployment_spec_replicas${ofDeployment} > 0`,
            2,
            'critical',
            'no pod is available',
          ),
          rule(
            'BackendRestarting',
            `increase(kube_pod_container_status_restarts_total{namespace="${namespace}", container="${name}"}[15m]) > 3`,
            1,
            'warning',
            'a container restarts again and again',
          ),
          ...(service.autoscaled
            ? [
                rule(
                  'BackendAutoscalerAtMaximum',
                  `kube_horizontalpodautoscaler_status_current_replicas${ofAutoscaler} >= kube_horizontalpodautoscaler_spec_max_replicas${ofAutoscaler}`,
                  15,
                  'warning',
                  'the autoscaler is at its maximum',
                ),
              ]
            : []),
        ],
      },
    ],
  };
}

/** Reports ports that are not there, and monitors that no Prometheus would find. */
export function checkObservability(
  findings: Findings,
  { metrics }: ObservabilityProps,
  ports: Readonly<Record<string, number>>,
): void {
  if (metrics === undefined) return;
  const { port = mainPort, path = '/metrics' } = metrics;
  if (!Object.hasOwn(ports, port)) {
    findings.add(
      'metrics.port',
      `must be the name of a port, got ${shown(port)}; write one of ${Object.keys(ports).map(shown).join(', ')}`,
    );
  }
  if (metrics.from !== undefined) findings.add('metrics.from', dnsLabelProblem(metrics.from));
  if (!path.startsWith('/')) findings.add('metrics.path', `must begin with "/", got ${shown(path)}; write "/metrics"`);
  if (metrics.by === 'annotations') return;
  const labels = Object.entries(metrics.labels);
  if (labels.length === 0) {
    findings.add(
      'metrics.labels',
      'must have the labels by which Prometheus selects monitors, got {}; write { release: "kube-prometheus-stack" }, or as its serviceMonitorSelector says',
    );
  }
  for (const [key, value] of labels)
    findings.add(`metrics.labels ${shown(key)}`, labelKeyProblem(key) ?? labelValueProblem(value));
  findings.add('metrics.intervalSeconds', integerProblem(metrics.intervalSeconds ?? 30, 1));
}
