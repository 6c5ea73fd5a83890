import type * as k8s from '../../../imports/k8s';
import { CustomObject } from '../../construct/api-object';
import { Findings } from '../../findings/findings';
import {
  alertsObject,
  dashboardObject,
  DecidedMonitoring,
  monitoring,
  monitoringIngress,
  monitorObject,
  PrometheusMonitoring,
  scrapeAnnotations,
} from '../../operators/monitoring';
import { Pods } from '../../pods/pods';
import { object } from '../../props/object';
import { Decided, named, optional } from '../../props/schema';
import { mongoAlerts } from './alerts';
import { mongoPanels } from './dashboard';
import { checkExporter, DecidedExporter, exporterUser, mongoExporter } from './exporter';
import { agentPaths, agentPort } from '../agent/contract';
import { DecidedMongoUser } from '../users/user';

/** The props of monitoring. */
export const mongoMonitoring = object({
  /** The way by which Prometheus finds the members' metrics, which their agents serve. @default - none */
  metrics: optional(named<PrometheusMonitoring, DecidedMonitoring>(monitoring({}))),
  /**
   * Percona's exporter, in a Deployment that reads every member over the network, for all of the server's own figures. The alerts do not
   * need it.
   * @default - none
   */
  exporter: optional(mongoExporter),
});

/** The monitoring of a set. */
export type Watched = Decided<typeof mongoMonitoring>;

/** Returns the users of the props, and the exporter's. */
export function withExporterUser(
  users: readonly DecidedMongoUser[],
  exporter: DecidedExporter | undefined,
): DecidedMongoUser[] {
  if (exporter === undefined || users.some(({ credentials }) => credentials === exporter.credentials))
    return [...users];
  return [...users, exporterUser(exporter)];
}

/** Returns the port that Prometheus scrapes, by the name that the pods and their Service have for it. */
export function scrapedPorts({ metrics }: Watched): Readonly<Record<string, number>> {
  return metrics === undefined ? {} : { agent: agentPort };
}

/** Returns the ingress from the namespace of Prometheus. */
export function metricsIngress({ metrics }: Watched): k8s.NetworkPolicyIngressRule[] {
  return metrics === undefined ? [] : [monitoringIngress(metrics, [agentPort])];
}

/** Returns the annotations of the pods by which Prometheus finds their metrics. */
export function metricsAnnotations({ metrics }: Watched): Record<string, string> {
  return metrics?.kind === 'annotations' ? scrapeAnnotations(agentPort, agentPaths.metrics) : {};
}

/** Returns the set's objects of the Prometheus Operator, and the ConfigMap of its dashboard, as far as its metrics have them. */
export function monitoringObjects(set: Watched & { readonly pods: Pods }): {
  readonly monitor?: CustomObject;
  readonly alerts?: CustomObject;
  readonly dashboard?: k8s.ConfigMap;
} {
  const { metrics } = set;
  const { selector, metadata } = set.pods;
  const { name, namespace = '' } = metadata;
  if (metrics === undefined || metrics.kind === 'annotations') return {};
  const observed = { name, namespace };
  const scrapes = [{ port: 'agent', path: agentPaths.metrics }];
  return {
    monitor: monitorObject(metrics, metadata, { service: selector, pods: selector }, scrapes),
    alerts: metrics.alerts ? alertsObject(metrics, metadata, mongoAlerts(observed)) : undefined,
    dashboard: dashboardObject(metrics, metadata, mongoPanels(observed, set.exporter !== undefined)),
  };
}

/** Reports an exporter that is not scraped, and an exporter that cannot run. */
export function checkMongoMonitoring(
  findings: Findings,
  { metrics, exporter }: Watched,
  set: { readonly users: readonly DecidedMongoUser[]; readonly namespace: string | undefined },
): void {
  if (exporter === undefined) return;
  checkExporter(findings, exporter, set);
  if (metrics === undefined)
    findings.add('exporter', {
      code: 'missing-prop',
      want: 'must be scraped',
      got: 'no metrics',
      write: 'write metrics: { labels: { release: "kube-prometheus-stack" } }',
    });
  if (metrics?.kind === 'annotations')
    findings.add('metrics.kind', {
      code: 'unsupported',
      want: 'must name each member to the exporter',
      got: '"annotations"',
      write: 'write "PodMonitor"',
    });
}
