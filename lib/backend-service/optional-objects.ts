import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject, customObject } from '../construct/api-object';
import { addRole } from '../construct/role';
import { alertsObject, dashboardObject, monitorJob, monitorObject } from '../operators/monitoring';
import { Backend } from './model/backend';
import { filesName, fileTexts } from './config/files';
import { readyRequest } from './workload/health';
import { certificateFields, ingressAnnotations, ingressSpec } from './ingress/ingress';
import { claims } from './config/volumes';
import { backendPanels } from './workload/dashboard';
import { backendAlerts } from './workload/observability';
import { httpRouteSpec } from './network/routes';

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

/** Adds the HTTPRoute, whose definition is not part of Kubernetes. */
export function addHttpRoute(scope: Construct, { metadata, name, props }: Backend): ApiObject | undefined {
  if (props.httpRoute === undefined) return undefined;
  return customObject(scope, 'http-route', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata,
    spec: httpRouteSpec(name, props.servicePort, props.httpRoute),
  });
}

/** Adds the Ingress, and the object that requests the certificate from cert-manager or the platform. */
export function addIngress(
  scope: Construct,
  { metadata, name, props, ports, servedPorts }: Backend,
): ApiObject | undefined {
  const { ingress } = props;
  if (ingress === undefined) return undefined;
  const certificate = certificateFields(name, ingress);
  if (certificate !== undefined) customObject(scope, 'certificate', { ...certificate, metadata });
  // Through the sidecar in front, where there is one: only its port is let in.
  const ready = readyRequest(props, { ...ports, ...servedPorts });
  const settings = ingressAnnotations(ingress, { name, ready });
  return apiObject(scope, 'ingress', 'Ingress', {
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...settings } },
    spec: ingressSpec(name, ingress),
  });
}

/** Adds the ServiceMonitor or PodMonitor, the PrometheusRule, and the ConfigMap of the Grafana dashboard. */
export function addMonitor(scope: Construct, backend: Backend): ApiObject | undefined {
  const { name, namespace = '', metadata, props, selector, deploymentName: deployment } = backend;
  const { metrics } = props;
  if (metrics === undefined || metrics.kind === 'annotations') return undefined;
  const autoscaled = typeof props.replicas === 'object';
  const observed = { name, deployment, namespace, autoscaled, job: monitorJob(metrics, metadata) };
  if (metrics.alerts) customObject(scope, 'alerts', alertsObject(metrics, metadata, backendAlerts(observed)));
  const dashboard = dashboardObject(metrics, metadata, backendPanels(observed, backend.resources));
  if (dashboard !== undefined) apiObject(scope, 'dashboard', 'ConfigMap', dashboard);
  const { port, path } = metrics;
  const selectors = { service: { app: metadata.labels['app'] ?? name }, pods: selector };
  return customObject(scope, 'monitor', monitorObject(metrics, metadata, selectors, [{ port, path }]));
}
