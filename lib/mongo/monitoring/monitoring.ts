import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { Monitoring, monitoringIngress, monitoringShape, scrapeAnnotations } from '../../operators/monitoring';
import { advised, optional, Shapes } from '../../props/shape';
import { agentPaths, agentPort } from '../agent/contract';
import { checkExporter, exporterShape, exporterUser, MongoExporter } from './exporter';
import { exporterPort } from './exporter-container';
import { DecidedUser, MongoUser } from '../users/user';

export interface MongoMonitoringProps {
  /**
   * Where Prometheus finds the members' metrics, which their agents answer.
   * @default - nowhere
   */
  readonly metrics?: Monitoring;
  /**
   * Percona's exporter beside each mongod, for all of the server's own figures; the alerts do without it.
   * @default - none
   */
  readonly exporter?: MongoExporter;
}

type Watched = Pick<MongoMonitoringProps, 'metrics' | 'exporter'>;

export const mongoMonitoringShapes: Shapes<MongoMonitoringProps> = {
  metrics: optional(advised(monitoringShape(), '{ labels: { release: "kube-prometheus-stack" } }')),
  exporter: exporterShape,
};

/** The users of the props, and the exporter's. */
export function withExporterUser(users: readonly DecidedUser[], exporter: MongoExporter | undefined): DecidedUser[] {
  if (exporter === undefined || users.some(({ credentials }) => credentials === exporter.credentials))
    return [...users];
  return [...users, exporterUser(exporter)];
}

/** The ports that Prometheus asks, by the names that the pods and their Service have for them. */
export function scrapedPorts({ metrics, exporter }: Watched): Readonly<Record<string, number>> {
  if (metrics === undefined) return {};
  return { agent: agentPort, ...(exporter === undefined ? {} : { exporter: exporterPort }) };
}

/** In from the namespace of Prometheus. */
export function metricsIngress(set: Watched): k8s.NetworkPolicyIngressRule[] {
  return set.metrics === undefined ? [] : [monitoringIngress(set.metrics, Object.values(scrapedPorts(set)))];
}

/** The annotations of the pods that tell Prometheus where to ask. */
export function metricsAnnotations({ metrics }: Watched): Record<string, string> {
  return metrics?.by === 'annotations' ? scrapeAnnotations(agentPort, agentPaths.metrics) : {};
}

/** Reports monitors that no Prometheus would find, and an exporter that nobody would ask. */
export function checkMongoMonitoring(
  findings: Findings,
  { metrics, exporter, users }: MongoMonitoringProps & { readonly users?: readonly MongoUser[] },
): void {
  if (exporter === undefined) return;
  checkExporter(findings, exporter, users ?? []);
  if (metrics === undefined) {
    findings.add('exporter', {
      code: 'invalid-value',
      want: 'is asked by nobody',
      got: 'no metrics',
      write: 'write metrics: { labels: { release: "kube-prometheus-stack" } }',
    });
  }
  if (metrics?.by === 'annotations') {
    findings.add('metrics.by', {
      code: 'unknown-reference',
      want: 'must name two ports, of the agent and of the exporter',
      got: '"annotations"',
      write: 'write "PodMonitor"',
    });
  }
}
