import { field, groupKind, KubernetesManifest, listField, Placed, placed, placedItems, textField } from './manifest';

/** True for an Ingress of Kubernetes. */
export function isIngress(object: KubernetesManifest): boolean {
  return groupKind(object) === 'networking.k8s.io/Ingress';
}

/** True for an HTTPRoute of the Gateway API. */
export function isHttpRoute(object: KubernetesManifest): boolean {
  return groupKind(object) === 'gateway.networking.k8s.io/HTTPRoute';
}

/** True for a GRPCRoute of the Gateway API. */
export function isGrpcRoute(object: KubernetesManifest): boolean {
  return groupKind(object) === 'gateway.networking.k8s.io/GRPCRoute';
}

/** True for an HTTPRoute or a GRPCRoute of the Gateway API. */
export function isGatewayRoute(object: KubernetesManifest): boolean {
  return isHttpRoute(object) || isGrpcRoute(object);
}

/** The paths of the rules of an Ingress. */
function ingressPaths(ingress: KubernetesManifest): readonly Placed[] {
  return rulesOf(ingress).flatMap((rule) => placedItems(rule, 'http', 'paths'));
}

/** The backends of an Ingress: the default one, and those of the paths. */
export function ingressBackends(ingress: KubernetesManifest): readonly Placed[] {
  const whole = { path: [], value: ingress };
  const backends = ingressPaths(ingress).map((path) => placed(path, 'backend'));
  return [placed(whole, 'spec', 'defaultBackend'), ...backends].filter(({ value }) => value !== undefined);
}

/** A Service that a route leads to, with the name or the number of its port; undefined where the route does not state one. */
export interface RoutedService {
  /** The reference to it. */
  readonly from: Placed;
  readonly name: string;
  readonly port: unknown;
}

/** The port of a backend that an annotation describes. */
export const annotatedPort = 'use-annotation';

/** The Services that an Ingress leads to. */
export function ingressServices(ingress: KubernetesManifest): readonly RoutedService[] {
  return ingressBackends(ingress).flatMap((backend) => {
    const from = placed(backend, 'service');
    const name = textField(from.value, 'name');
    const port = field(from.value, 'port', 'name') ?? field(from.value, 'port', 'number');
    return name === undefined || isAction(ingress, name, port) ? [] : [{ from, name, port }];
  });
}

/**
 * True if a backend is an action of the AWS Load Balancer Controller, such as a redirect: it is in the annotation of its name, and
 * leads to no Service.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions
 */
function isAction(ingress: KubernetesManifest, name: string, port: unknown): boolean {
  return (
    port === annotatedPort && ingress.metadata.annotations?.[`alb.ingress.kubernetes.io/actions.${name}`] !== undefined
  );
}

/** True if a Service has a port. One that is only a name has them all; of an action, Argo Rollouts writes the annotation later. */
export function hasRoutedPort(service: KubernetesManifest, port: unknown): boolean {
  if (port === annotatedPort || field(service, 'spec', 'type') === 'ExternalName') return true;
  return listField(service, 'spec', 'ports').some(
    (each) => field(each, typeof port === 'string' ? 'name' : 'port') === port,
  );
}

/** The references of the rules of an HTTPRoute or a GRPCRoute to what they lead to. */
export function routeBackends(route: KubernetesManifest): readonly Placed[] {
  return rulesOf(route).flatMap((rule) => placedItems(rule, 'backendRefs'));
}

/** A path of requests that a route leads on, and the type that says how it is matched. */
export interface RequestPath extends Placed {
  readonly type: string | undefined;
}

/** The paths of an Ingress or an HTTPRoute; none for other objects. */
export function requestPaths(object: KubernetesManifest): readonly RequestPath[] {
  if (isIngress(object))
    return ingressPaths(object).map((path) => ({ ...placed(path, 'path'), type: textField(path.value, 'pathType') }));
  if (!isHttpRoute(object)) return [];
  const matches = rulesOf(object).flatMap((rule) => placedItems(rule, 'matches'));
  return matches.map((match) => {
    const path = placed(match, 'path');
    return { ...placed(path, 'value'), type: textField(path.value, 'type') ?? 'PathPrefix' };
  });
}

function rulesOf(object: KubernetesManifest): readonly Placed[] {
  return placedItems({ path: [], value: object }, 'spec', 'rules');
}
