import { k8s } from '../../imports/k8s';
import { alertsObject, monitorObject, PrometheusObject } from '../values/monitoring';
import { mongoAlerts } from './alerts';
import { scrapedPorts } from './monitoring';
import { MongoSet } from './set';

/** What the Prometheus Operator reads of a set, as far as it is asked for. */
export function monitoringObjects(
  set: MongoSet,
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
