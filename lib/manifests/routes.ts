import { groupKind, KubernetesManifest, Placed, placed, placedItems, textField } from './manifest';

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
