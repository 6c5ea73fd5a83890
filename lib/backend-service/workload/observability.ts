import { Findings, shown } from '../../findings/findings';
import { Alert, Monitoring, monitoringShape, ScrapedPort, scrapeAnnotations } from '../../operators/monitoring';
import { string } from '../../props/scalar';
import { optional as optionalProp } from '../../props/schema';
import { optional, Shapes } from '../../props/shape';
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
} & Monitoring;

export const observabilityShapes: Shapes<ObservabilityProps> = {
  metrics: optional(monitoringShape({ port: optionalProp(string()), path: optionalProp(string()) })),
};

/** The annotations of the pods that tell Prometheus where to ask. */
export function metricsAnnotations(
  metrics: Metrics | undefined,
  ports: Readonly<Record<string, number>>,
): Record<string, string> {
  if (metrics?.by !== 'annotations') return {};
  const { port, path } = scrapedPort(metrics);
  return scrapeAnnotations(ports[port], path);
}

/** Where Prometheus asks. */
export function scrapedPort({ port = mainPort, path = '/metrics' }: Metrics): ScrapedPort {
  return { port, path };
}

/** What a PrometheusRule warns of; all but the first alert need kube-state-metrics. */
export function backendAlerts(service: {
  name: string;
  deployment: string;
  namespace: string;
  autoscaled: boolean;
}): Alert[] {
  const { name, deployment, namespace } = service;
  const ofDeployment = `{namespace="${namespace}", deployment="${deployment}"}`;
  const ofAutoscaler = `{namespace="${namespace}", horizontalpodautoscaler="${name}"}`;
  const alerts: Alert[] = [
    {
      alert: 'BackendNotScraped',
      expr: `up{namespace="${namespace}", pod=~"${deployment}-[a-z0-9]+-[a-z0-9]{5}"} == 0`,
      minutes: 5,
      severity: 'warning',
      summary: 'a pod does not answer Prometheus',
    },
    {
      alert: 'BackendPodsMissing',
      expr: `kube_deployment_status_replicas_available${ofDeployment} < kube_deployment_spec_replicas${ofDeployment}`,
      minutes: 10,
      severity: 'warning',
      summary: 'fewer pods are available than wanted',
    },
    {
      alert: 'BackendDown',
      expr: `kube_deployment_status_replicas_available${ofDeployment} == 0 and kube_deployment_spec_replicas${ofDeployment} > 0`,
      minutes: 2,
      severity: 'critical',
      summary: 'no pod is available',
    },
    {
      alert: 'BackendRestarting',
      expr: `increase(kube_pod_container_status_restarts_total{namespace="${namespace}", container="${name}"}[15m]) > 3`,
      minutes: 1,
      severity: 'warning',
      summary: 'a container restarts again and again',
    },
  ];
  if (!service.autoscaled) return alerts;
  return [
    ...alerts,
    {
      alert: 'BackendAutoscalerAtMaximum',
      expr: `kube_horizontalpodautoscaler_status_current_replicas${ofAutoscaler} >= kube_horizontalpodautoscaler_spec_max_replicas${ofAutoscaler}`,
      minutes: 15,
      severity: 'warning',
      summary: 'the autoscaler is at its maximum',
    },
  ];
}

/** Reports ports that are not there, and monitors that no Prometheus would find. */
export function checkObservability(
  findings: Findings,
  { metrics }: ObservabilityProps,
  ports: Readonly<Record<string, number>>,
): void {
  if (metrics === undefined) return;
  const { port, path } = scrapedPort(metrics);
  if (!Object.hasOwn(ports, port)) {
    findings.add('metrics.port', {
      code: 'invalid-value',
      want: 'must be the name of a port',
      got: shown(port),
      write: `write one of ${Object.keys(ports).map(shown).join(', ')}`,
    });
  }
  if (!path.startsWith('/'))
    findings.add('metrics.path', {
      code: 'conflict',
      want: 'must begin with "/"',
      got: shown(path),
      write: 'write "/metrics"',
    });
}
