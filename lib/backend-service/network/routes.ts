import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { object } from '../../props/object';
import { oneOrMore } from '../../props/one-or-more';
import { Decided, named } from '../../props/schema';
import { checkIngress } from '../ingress/ingress';
import { DecidedIngress, ingress, IngressProps } from '../ingress/ingress-props';
import { DecidedObservability } from '../workload/observability';
import { portProblem, RoutedBackend } from './gateway-route';
import { checkGrpcRoute, DecidedGrpcRoute, grpcRoute, GrpcRouteProps } from './grpc-route';
import { checkHttpRoute, DecidedHttpRoute, httpRoute, HttpRouteProps } from './http-route';
import { checkRoutedMetrics } from './metrics-path';

/** The props of the ways in from outside. */
export const routes = object({
  /**
   * An HTTPRoute of the Gateway API, which leads from a Gateway to a port of the Service; or a list of them, all but one with a `name`.
   * @default - none
   */
  httpRoute: named<HttpRouteProps | ArrayLike<HttpRouteProps> | undefined, readonly DecidedHttpRoute[]>(
    oneOrMore(httpRoute),
  ),
  /**
   * A GRPCRoute of the Gateway API, or a list of them, all but one with a `name`. The Service's port gets the protocol HTTP/2 without TLS,
   * `kubernetes.io/h2c`, unless `appProtocols` has another.
   * @default - none
   */
  grpcRoute: named<GrpcRouteProps | ArrayLike<GrpcRouteProps> | undefined, readonly DecidedGrpcRoute[]>(
    oneOrMore(grpcRoute),
  ),
  /**
   * An Ingress that leads to a port of the Service, or a list of them, all but one with a `name`. Prefer `httpRoute`, which more
   * controllers will have for longer.
   * @default - none
   */
  ingress: named<IngressProps | ArrayLike<IngressProps> | undefined, readonly DecidedIngress[]>(oneOrMore(ingress)),
});

/** The props of the ways in from outside with every default decided. */
export interface DecidedRoutes extends Decided<typeof routes> {}

/** Returns the name or the id of a route's object: a first part, and the route's own name. */
export function withRouteName(first: string, { name }: { readonly name?: string }): string {
  return name === undefined ? first : `${first}-${name}`;
}

/** Returns the routes of a prop, each with its place. */
export function placedRoutes<Route>(prop: string, routes: readonly Route[]): (readonly [string, Route])[] {
  return routes.map((route, index) => [routes.length === 1 ? prop : `${prop}[${index}]`, route]);
}

/** Returns the routes but those whose name another before them has, which are reported. */
export function routesByName<Route extends { readonly name?: string }>(routes: readonly Route[]): readonly Route[] {
  return routes.filter(({ name }, index) => routes.findIndex((other) => other.name === name) === index);
}

/** Reports what is wrong with routes, each by itself, and names that two of a list have. */
export function checkRoutes(
  findings: Findings,
  backend: RoutedBackend & { readonly props: DecidedRoutes & DecidedObservability },
): void {
  const { props } = backend;
  for (const prop of ['httpRoute', 'grpcRoute', 'ingress'] as const) checkNames(findings, prop, props[prop]);
  for (const [place, route] of placedRoutes('httpRoute', props.httpRoute))
    checkHttpRoute(findings.inside(place), backend, route);
  for (const [place, route] of placedRoutes('grpcRoute', props.grpcRoute))
    checkGrpcRoute(findings.inside(place), backend, route);
  for (const [place, route] of placedRoutes('ingress', props.ingress)) {
    const part = findings.inside(place);
    part.add('port', portProblem(route.port, backend));
    checkIngress(part, route);
    checkRoutedMetrics(part, route, props);
  }
}

function checkNames(findings: Findings, prop: string, routes: readonly { readonly name?: string }[]): void {
  const names = new Set<string | undefined>();
  for (const [place, { name }] of placedRoutes(prop, routes)) {
    const want = name === undefined ? 'must be given to all but one of the list' : 'must differ from the others';
    const write = name === undefined ? 'write one such as "internal"' : 'write another name';
    if (names.has(name)) findings.add(`${place}.name`, { code: 'not-unique', want, got: quoted(name), write });
    names.add(name);
  }
}
