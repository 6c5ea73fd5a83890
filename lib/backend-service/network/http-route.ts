import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { object } from '../../props/object';
import { integer, oneOf } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { literalPath, pathProblem, pathsOf } from '../ingress/route-paths';
import { DecidedObservability } from '../workload/observability';
import { backendRefs, checkGatewayRoute, gatewayRoute, parentRefs, RoutedBackend } from './gateway-route';
import { exposesMetrics, metricsPath } from './metrics-path';
import { filterList, httpFilters, replacesPrefix } from './route-filters';

const prefix = 'PathPrefix';
const literal = literalPath(routePathProblem);
const routePath = object({
  /** The comparison: with the whole path, or with its first parts. */
  type: oneOf(['Exact', prefix]),
  /** The path, as requests have it. */
  value: literal,
});

const paths = pathsOf(
  literal,
  routePath,
  (value) => ({ type: prefix, value }),
  ({ type, value }) => (type === prefix ? value : `${type} ${value}`),
);

const route = object({
  ...gatewayRoute,
  /**
   * The paths of the requests; each leads here with all below it, or with `{ type: 'Exact', value: '/api' }` alone.
   * @default - ['/']
   */
  paths,
  /** Changes of requests and answers: headers, the host or the path, or a redirect. @default - none */
  filters: optional(httpFilters),
  /**
   * The time that an answer may take, in seconds. A Gateway whose class does not support `HTTPRouteRequestTimeout` does not heed it.
   * @default - as the Gateway has it
   */
  timeoutSeconds: optional(integer({ min: 0, max: 99999, example: '30' })),
});

/** An HTTPRoute: its hosts and paths, and the Gateway that it is attached to. */
export interface HttpRouteProps extends PropsOf<typeof route>, Props {}

/** An HTTPRoute with every default decided. */
export interface DecidedHttpRoute extends Decided<typeof route> {}

/** The schema of an HTTPRoute. */
export const httpRoute = named<HttpRouteProps, DecidedHttpRoute>(route);

type HttpBackend = RoutedBackend & { readonly props: DecidedObservability };

/** Returns an HTTPRoute's spec. A redirect has no Services, which the Gateway API refuses. */
export function httpRouteSpec(backend: HttpBackend, route: DecidedHttpRoute): Record<string, unknown> {
  const { timeoutSeconds, filters = {} } = route;
  const isRedirect = filters.requestRedirect !== undefined;
  return {
    parentRefs: parentRefs(route),
    hostnames: route.hosts,
    rules: [
      {
        matches: route.paths.map((path) => ({ path })),
        filters: filterList(filters),
        ...(isRedirect ? {} : { backendRefs: backendRefs(backend, route) }),
        ...(timeoutSeconds === undefined ? {} : { timeouts: { request: `${timeoutSeconds}s` } }),
      },
      ...(isRedirect ? [] : metricsRules(backend.props, route)),
    ],
  };
}

/** Reports a port and Services that get no requests, filters that the Gateway API refuses, and a redirect to itself. */
export function checkHttpRoute(findings: Findings, backend: RoutedBackend, route: DecidedHttpRoute): void {
  const { filters = {}, gateway } = route;
  checkGatewayRoute(findings, backend, route);
  const { requestRedirect: redirect } = filters;
  if (replacesPrefix(filters) && (route.paths.length !== 1 || route.paths[0]?.type !== prefix)) {
    const want = 'must be one prefix for replacePrefixMatch';
    const write = 'write one, or another route with a name for each';
    findings.add('paths', { code: 'conflict', want, got: quoted(route.paths), write });
  }
  if (redirect === undefined) return;
  if (route.backendRefs.length > 0) {
    const want = 'must be left out of a redirect, which answers in place of all Services';
    findings.add('backendRefs', { code: 'conflict', want, got: quoted(route.backendRefs), write: 'leave them out' });
  }
  findings.add('filters.requestRedirect', redirect.scheme === undefined ? undefined : loopProblem());

  function loopProblem(): Problem | undefined {
    const isElsewhere = [redirect?.hostname, redirect?.path, redirect?.port].some((change) => change !== undefined);
    if (isElsewhere || gateway.sectionName !== undefined) return undefined;
    const want = 'must not be at the listener that it leads to, where it redirects for ever';
    const write = 'write gateway.sectionName, the listener of the other scheme';
    return { code: 'conflict', want, got: `scheme ${quoted(redirect?.scheme)} at all listeners`, write };
  }
}

/** Returns the rule that answers requests for the metrics without a Service, so that they reach no pod. */
function metricsRules({ metrics }: DecidedObservability, route: DecidedHttpRoute): object[] {
  if (metrics === undefined || !exposesMetrics(metrics, route)) return [];
  const value = metricsPath(metrics);
  return routePathProblem(value) === undefined ? [{ matches: [{ path: { type: prefix, value } }] }] : [];
}

// The Gateway API's own rule for a prefix.
function routePathProblem(path: string): Problem | undefined {
  const isOdd = !/^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(path);
  if (pathProblem(isOdd ? '' : path) === undefined) return undefined;
  const want = 'must be a path without "//", ".", ".." and a query, with odd letters as %20';
  return { code: 'invalid-format', want, got: quoted(path), write: 'write "/api"' };
}
