import type * as k8s from '../../../imports/k8s';
import { CustomObject } from '../../construct/api-object';
import { alertsObject, monitorObject } from '../../operators/monitoring';
import { mongoAlerts } from './alerts';
import { scrapedPorts, Watched } from './monitoring';
import { Pods } from '../../pods/pods';

/** Returns the set's objects of the Prometheus Operator, as far as its metrics have them. */
export function monitoringObjects(
  set: Watched & { readonly name: string; readonly namespace?: string; readonly pods: Pods },
  metadata: k8s.ObjectMeta,
): { readonly monitor?: CustomObject; readonly alerts?: CustomObject } {
  const { name, namespace = '', pods, metrics } = set;
  if (metrics === undefined || metrics.kind === 'annotations') return {};
  const ports = Object.keys(scrapedPorts(set)).map((port) => ({ port, path: '/metrics' }));
  return {
    monitor: monitorObject(metrics, metadata, { service: pods.selector, pods: pods.selector }, ports),
    alerts: metrics.alerts === true ? alertsObject(metrics, metadata, mongoAlerts({ name, namespace })) : undefined,
  };
}
