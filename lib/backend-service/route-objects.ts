import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject, customObject } from '../construct/api-object';
import { certificateFields, ingressAnnotations, ingressSpec } from './ingress/ingress';
import { Backend } from './model/backend';
import { grpcRouteSpec } from './network/grpc-route';
import { httpRouteSpec } from './network/http-route';
import { routesByName, withRouteName } from './network/routes';
import { readyRequest } from './workload/health';
import { mainPort } from './workload/ports';

interface Named {
  readonly name?: string;
}

/** Adds the HTTPRoutes and GRPCRoutes, whose definitions are not part of Kubernetes. */
export function addGatewayRoutes(scope: Construct, backend: Backend): ApiObject[] {
  const { name, metadata, props } = backend;
  const add = (kind: string, id: string, route: Named, spec: Record<string, unknown>): ApiObject =>
    customObject(scope, withRouteName(id, route), {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind,
      metadata: { ...metadata, name: withRouteName(name, route) },
      spec,
    });
  return [
    ...routesByName(props.httpRoute).map((route) =>
      add('HTTPRoute', 'http-route', route, httpRouteSpec(backend, route)),
    ),
    ...routesByName(props.grpcRoute).map((route) =>
      add('GRPCRoute', 'grpc-route', route, grpcRouteSpec(backend, route)),
    ),
  ];
}

/** Adds the Ingresses, and the objects that request their certificates from cert-manager or the platform. */
export function addIngresses(scope: Construct, backend: Backend): ApiObject[] {
  const { props, ports, servedPorts } = backend;
  // Through the sidecar in front, where there is one: only its port is let in.
  const ready = readyRequest(props, { ...ports, ...servedPorts });
  return routesByName(props.ingress).map((given) => {
    // A port that the Service does not have is reported once.
    const ingress = Object.hasOwn(servedPorts, given.port) ? given : { ...given, port: mainPort };
    const name = withRouteName(backend.name, ingress);
    const metadata = { ...backend.metadata, name };
    const certificate = certificateFields(name, ingress);
    if (certificate !== undefined)
      customObject(scope, withRouteName('certificate', ingress), { ...certificate, metadata });
    const settings = ingressAnnotations(ingress, { name, ready });
    return apiObject(scope, withRouteName('ingress', ingress), 'Ingress', {
      metadata: { ...metadata, annotations: { ...metadata.annotations, ...settings } },
      spec: ingressSpec({ name, serviceName: backend.serviceName }, ingress),
    });
  });
}
