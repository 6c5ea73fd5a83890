import { Problem, quoted } from '../../findings/problem';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { integer, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { ingress } from '../ingress/ingress-props';
import { host, listProblem, pathProblem, pathsOf } from '../ingress/route-paths';

const gateway = object({
  /** The Gateway's name. */
  name: string({ check: dnsSubdomainProblem }),
  /** The Gateway's namespace. @default - the chart's */
  namespace: optional(string({ check: dnsLabelProblem })),
  /** The name of one of the Gateway's listeners. @default - all listeners that the hosts fit */
  sectionName: optional(string({ check: dnsSubdomainProblem })),
});

const route = object({
  /** The host names of the requests. */
  hosts: array(host, { example: '["api.example.com"]', minItems: 1, check: (hosts) => listProblem(hosts, 16) }),
  /** The Gateway, and the listener of it. */
  gateway,
  /** The paths of the requests; each leads here with all below it. @default - ['/'] */
  paths: pathsOf(routePathProblem),
  /** The time that an answer may take, in seconds. @default - as the Gateway has it */
  timeoutSeconds: optional(integer({ min: 0, max: 99999, example: '30' })),
});

/** An HTTPRoute: its hosts and paths, and the Gateway that it is attached to. */
export interface HttpRouteProps extends PropsOf<typeof route>, Props {}

/** An HTTPRoute with every default decided. */
export interface DecidedHttpRoute extends Decided<typeof route> {}

/** The props of the ways in from outside. */
export const routes = object({
  /** An HTTPRoute of the Gateway API, which leads from a Gateway to the main port. @default - none */
  httpRoute: optional(named<HttpRouteProps, DecidedHttpRoute>(route)),
  /**
   * An Ingress that leads to the main port. Prefer `httpRoute`, which more controllers will have for longer.
   * @default - none
   */
  ingress: optional(ingress),
});

/** The props of the ways in from outside with every default decided. */
export interface DecidedRoutes extends Decided<typeof routes> {}

/** Returns an HTTPRoute's spec. */
export function httpRouteSpec(service: string, servicePort: number, route: DecidedHttpRoute): Record<string, unknown> {
  const { timeoutSeconds } = route;
  return {
    parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...route.gateway }],
    hostnames: route.hosts,
    rules: [
      {
        matches: route.paths.map((value) => ({ path: { type: 'PathPrefix', value } })),
        backendRefs: [{ group: '', kind: 'Service', name: service, port: servicePort, weight: 1 }],
        ...(timeoutSeconds === undefined ? {} : { timeouts: { request: `${timeoutSeconds}s` } }),
      },
    ],
  };
}

// The Gateway API's own rule for a prefix.
function routePathProblem(path: string): Problem | undefined {
  const isOdd = !/^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(path);
  if (pathProblem(isOdd ? '' : path) === undefined) return undefined;
  const want = 'must be a path without "//", ".", ".." and a query, with odd letters as %20';
  return { code: 'invalid-format', want, got: quoted(path), write: 'write "/api"' };
}
