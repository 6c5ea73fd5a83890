import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject, customObject } from '../construct/api-object';
import { addRole } from '../construct/role';
import { alertsObject, dashboardObject, monitorJob, monitorObject } from '../operators/monitoring';
import { Backend } from './model/backend';
import { filesName, fileTexts } from './config/files';
import { claims } from './config/volumes';
import { backendPanels } from './workload/dashboard';
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
  apiObject(scope, 'files', 'ConfigMap', { metadata: { ...metadata, name: filesName(name) }, data });
}

/** Adds the PersistentVolumeClaims of the mounts. */
export function addClaims(scope: Construct, { metadata, name, mounts }: Backend): void {
  for (const [claim, spec] of Object.entries(claims(name, mounts))) {
    apiObject(scope, claim, 'PersistentVolumeClaim', { metadata: { ...metadata, name: claim }, spec });
  }
}

/** Adds the ServiceMonitor or PodMonitor, the PrometheusRule, and the ConfigMap of the Grafana dashboard. */
export function addMonitor(scope: Construct, backend: Backend): ApiObject | undefined {
  const { name, namespace = '', metadata, props, selector, deploymentName: deployment } = backend;
  const { metrics } = props;
  if (metrics === undefined || metrics.kind === 'annotations') return undefined;
  const autoscaled = typeof props.replicas === 'object';
  const job = monitorJob(metrics, { ...metadata, service: backend.serviceName });
  const observed = { name, deployment, namespace, autoscaled, job };
  if (metrics.alerts) customObject(scope, 'alerts', alertsObject(metrics, metadata, backendAlerts(observed)));
  const dashboard = dashboardObject(metrics, metadata, backendPanels(observed, backend.resources));
  if (dashboard !== undefined) apiObject(scope, 'dashboard', 'ConfigMap', dashboard);
  const { port, path } = metrics;
  const selectors = { service: { app: metadata.labels['app'] ?? name }, pods: selector };
  return customObject(scope, 'monitor', monitorObject(metrics, metadata, selectors, [{ port, path }]));
}
