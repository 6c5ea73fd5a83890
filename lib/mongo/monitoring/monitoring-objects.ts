import type * as k8s from '../../../imports/k8s';
import { alertsObject, monitorObject, PrometheusObject } from '../../operators/monitoring';
import { mongoAlerts } from './alerts';
import { MongoMonitoringProps, scrapedPorts } from './monitoring';
import { Pods } from '../../pods/pods';

/** What the Prometheus Operator reads of a set, as far as it is asked for. */
export function monitoringObjects(
  set: MongoMonitoringProps & { readonly name: string; readonly namespace?: string; readonly pods: Pods },
  metadata: k8s.ObjectMeta,
): { readonly monitor?: PrometheusObject; readonly alerts?: PrometheusObject } {
  const { name, namespace = '', pods, metrics } = set;
  if (metrics === undefined || metrics.by === 'annotations') return {};
  const ports = Object.keys(scrapedPorts(set)).map((port) => ({ port, path: '/metrics' }));
  return {
    monitor: monitorObject(metrics, metadata, { service: pods.selector, pods: pods.selector }, ports),
    alerts: metrics.alerts === true ? alertsObject(metrics, metadata, mongoAlerts({ name, namespace })) : undefined,
  };
}
