import { Placed, placedItems } from './fields';
import { groupKind, Manifest } from './manifest';

/** True for an Ingress of Kubernetes. */
export function isIngress(object: Manifest): boolean {
  return groupKind(object) === 'networking.k8s.io/Ingress';
}

/** True for an HTTPRoute of the Gateway API. */
export function isHttpRoute(object: Manifest): boolean {
  return groupKind(object) === 'gateway.networking.k8s.io/HTTPRoute';
}

/** The paths of the rules of an Ingress. */
export function ingressPaths(ingress: Manifest): readonly Placed[] {
  return rulesOf(ingress).flatMap((rule) => placedItems(rule, 'http', 'paths'));
}

/** The matches of the rules of an HTTPRoute. */
export function routeMatches(route: Manifest): readonly Placed[] {
  return rulesOf(route).flatMap((rule) => placedItems(rule, 'matches'));
}

function rulesOf(object: Manifest): readonly Placed[] {
  return placedItems({ path: [], value: object }, 'spec', 'rules');
}
