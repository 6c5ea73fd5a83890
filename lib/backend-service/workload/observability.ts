import { Findings } from '../../findings/findings';
import { referenceProblem } from '../../findings/near-name';
import { Problem, quoted } from '../../findings/problem';
import {
  Alert,
  AnnotatedMetrics,
  MonitoredMetrics,
  monitoring,
  PodMetrics,
  podMonitoring,
  scrapeAnnotations,
} from '../../operators/monitoring';
import { object } from '../../props/object';
import { string } from '../../props/scalar';
import { Decided, named, optional, PropsOf } from '../../props/schema';
import { mainPort, Ports } from './ports';

const metricsPath = string({ check: pathProblem, default: '/metrics' });

const served = object({
  /** The name of the port that serves the metrics. @default - 'http', the main port */
  port: string({ default: mainPort }),
  /** The path of the metrics. @default '/metrics' */
  path: metricsPath,
});

const workerServed = object({
  /** The name of the port that serves the metrics, one of `ports`. */
  port: string({ example: '"metrics"' }),
  /** The path of the metrics. @default '/metrics' */
  path: metricsPath,
});

const metrics = monitoring(served.entries);
const workerMetrics = podMonitoring(workerServed.entries);

/** The metrics of the pods, which Prometheus finds by an object of its operator. */
export interface MonitoredBackendMetrics extends PropsOf<typeof served>, MonitoredMetrics {}

/** The metrics of the pods, which Prometheus finds by annotations. */
export interface AnnotatedBackendMetrics extends PropsOf<typeof served>, AnnotatedMetrics {}

/** The metrics of the pods, and the way by which Prometheus finds them. */
export type BackendMetrics = MonitoredBackendMetrics | AnnotatedBackendMetrics;

/** The props of monitoring. */
export const observability = object({
  /** The metrics of the pods, and the way by which Prometheus finds them. @default - none */
  metrics: optional(named<BackendMetrics, Decided<typeof metrics>>(metrics)),
});

/** The metrics of a worker's pods, which Prometheus finds by a PodMonitor. */
export interface MonitoredWorkerMetrics extends PropsOf<typeof workerServed>, PodMetrics {}

/** The metrics of a worker's pods, which Prometheus finds by annotations. */
export interface AnnotatedWorkerMetrics extends PropsOf<typeof workerServed>, AnnotatedMetrics {}

/** The metrics of a worker's pods, and the way by which Prometheus finds them. */
export type WorkerMetrics = MonitoredWorkerMetrics | AnnotatedWorkerMetrics;

/** The props of a worker's monitoring. */
export const workerObservability = object({
  /** The metrics of the pods, and the way by which Prometheus finds them. @default - none */
  metrics: optional(named<WorkerMetrics, Decided<typeof workerMetrics>>(workerMetrics)),
});

/** The props of monitoring with every default decided. */
export interface DecidedObservability extends Decided<typeof observability> {}

/** Returns the annotations of the pods by which Prometheus finds their metrics. */
export function metricsAnnotations({ metrics }: DecidedObservability, ports: Ports): Record<string, string> {
  return metrics?.kind === 'annotations' ? scrapeAnnotations(ports[metrics.port], metrics.path) : {};
}

/** A backend, as far as its alerts and its dashboard depend on it. */
export interface ObservedBackend {
  readonly name: string;
  readonly deployment: string;
  readonly namespace: string;
  readonly autoscaled: boolean;
  /** The label `job` of what the monitor finds. */
  readonly job: string;
}

/** Returns the selectors of a backend's time series. */
export function seriesOf({ name, deployment, namespace, job }: ObservedBackend) {
  return {
    ofDeployment: `{namespace="${namespace}", deployment="${deployment}"}`,
    ofAutoscaler: `{namespace="${namespace}", horizontalpodautoscaler="${name}"}`,
    ofContainers: `{namespace="${namespace}", container="${name}"}`,
    // By the monitor: the name of a pod has only a part of a long Deployment's.
    ofTargets: `{namespace="${namespace}", job="${job}"}`,
  };
}

/** Returns the alerts of a PrometheusRule; all but the first need kube-state-metrics. */
export function backendAlerts(service: ObservedBackend): Alert[] {
  const { ofDeployment, ofAutoscaler, ofContainers, ofTargets } = seriesOf(service);
  const restarts = `kube_pod_container_status_restarts_total${ofContainers}`;
  const alerts: Alert[] = [
    {
      alert: 'BackendNotScraped',
      expr: `up${ofTargets} == 0`,
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
      // The kubelet waits 5 minutes at most: about 3 restarts in 15 minutes, by which the alert would come and go. A pod that is
      // replaced is no more at fault.
      expr: `increase(${restarts}[30m]) > 3 and ${restarts}`,
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

/** Reports a port that the application does not have. */
export function checkObservability(
  findings: Findings,
  { props: { metrics }, ports }: { readonly props: DecidedObservability; readonly ports: Ports },
): void {
  if (metrics === undefined) return;
  findings.add('metrics.port', referenceProblem(metrics.port, Object.keys(ports), 'must be the name of a port'));
}

function pathProblem(path: string): Problem | undefined {
  if (path.startsWith('/')) return undefined;
  return { code: 'invalid-format', want: 'must begin with "/"', got: quoted(path), write: 'write "/metrics"' };
}
