import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject, customObject } from '../construct/api-object';
import { addRole } from '../construct/role';
import { alertsObject, monitorJob, monitorObject } from '../operators/monitoring';
import { Backend } from './model/backend';
import { fileTexts } from './config/files';
import { claims } from './config/volumes';
import { backendAlerts } from './workload/observability';

/** Adds the Role of `rbacRules`, and its binding to the ServiceAccount. */
export function addApiAccess(scope: Construct, backend: Backend): void {
  const { metadata, props, serviceAccountName } = backend;
  if (props.rbacRules !== undefined) addRole(scope, { metadata, spec: { serviceAccountName } }, props.rbacRules);
}

/** Adds the ConfigMap of the files that are texts. */
export function addFiles(scope: Construct, { metadata, name, ownFiles }: Backend): void {
  const data = fileTexts(ownFiles);
  if (Object.keys(data).length === 0) return;
  apiObject(scope, 'files', 'ConfigMap', { metadata: { ...metadata, name: `${name}-files` }, data });
}

/** Adds the PersistentVolumeClaims of the mounts. */
export function addClaims(scope: Construct, { metadata, name, mounts }: Backend): void {
  for (const [claim, spec] of Object.entries(claims(name, mounts))) {
    apiObject(scope, claim, 'PersistentVolumeClaim', { metadata: { ...metadata, name: claim }, spec });
  }
}

/** Adds the ServiceMonitor or PodMonitor, and the PrometheusRule. */
export function addMonitor(scope: Construct, backend: Backend): ApiObject | undefined {
  const { name, namespace = '', metadata, props, selector, deploymentName: deployment } = backend;
  const { metrics } = props;
  if (metrics === undefined || metrics.kind === 'annotations') return undefined;
  if (metrics.alerts) {
    const autoscaled = typeof props.replicas === 'object';
    const job = monitorJob(metrics, metadata);
    const alerts = backendAlerts({ name, deployment, namespace, autoscaled, job });
    customObject(scope, 'alerts', alertsObject(metrics, metadata, alerts));
  }
  const { port, path } = metrics;
  const selectors = { service: { app: metadata.labels['app'] ?? name }, pods: selector };
  return customObject(scope, 'monitor', monitorObject(metrics, metadata, selectors, [{ port, path }]));
}
