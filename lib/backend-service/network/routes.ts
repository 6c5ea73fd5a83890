import { Problem } from '../../findings/problem';
import { Findings, shown } from '../../findings/findings';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import { listOf, optional, record, scalar, Shapes, text } from '../../props/shape';
import { checkIngress } from '../ingress/ingress';
import { IngressRoute, ingressShape } from '../ingress/ingress-props';
import { checkEach, checkPaths, hostProblem, pathProblem } from '../ingress/route-paths';

export interface RoutesProps {
  /**
   * An HTTPRoute of the Gateway API, which leads from a Gateway to the main port.
   * @default - none
   */
  readonly route?: Route;
  /**
   * An Ingress that leads to the main port. Prefer `route`, which more controllers will have for longer.
   * @default - none
   */
  readonly ingress?: IngressRoute;
}

export interface Route {
  /** The host names that are asked for. */
  readonly hosts: readonly [string, ...string[]];
  /** The Gateway, and the listener of it (`sectionName`); in the chart's namespace unless it states another. */
  readonly gateway: { readonly name: string; readonly namespace?: string; readonly sectionName?: string };
  /**
   * The paths that lead here with all below them.
   * @default - ['/']
   */
  readonly paths?: readonly string[];
  /**
   * How long an answer may take, in seconds.
   * @default - as the Gateway has it
   */
  readonly timeoutSeconds?: number;
}

export const routesShapes: Shapes<RoutesProps> = {
  route: optional(
    record<Route>({
      hosts: listOf(scalar),
      gateway: record({ name: scalar, namespace: optional(text), sectionName: optional(text) }),
      paths: optional(listOf(text)),
      timeoutSeconds: scalar,
    }),
  ),
  ingress: optional(ingressShape),
};

/** An HTTPRoute's spec. */
export function httpRouteSpec(service: string, servicePort: number, route: Route): Record<string, unknown> {
  const { timeoutSeconds } = route;
  return {
    parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...route.gateway }],
    hostnames: [...route.hosts],
    rules: [
      {
        matches: (route.paths ?? ['/']).map((value) => ({ path: { type: 'PathPrefix', value } })),
        backendRefs: [{ group: '', kind: 'Service', name: service, port: servicePort, weight: 1 }],
        ...(timeoutSeconds === undefined ? {} : { timeouts: { request: `${timeoutSeconds}s` } }),
      },
    ],
  };
}

/** Reports hosts, paths and names that no controller accepts. */
export function checkRoutes(findings: Findings, { route, ingress }: RoutesProps): void {
  if (route !== undefined) checkRoute(findings.of('route'), route);
  if (ingress !== undefined) checkIngress(findings.of('ingress'), ingress);
}

function checkRoute(findings: Findings, { hosts, gateway, paths, timeoutSeconds }: Route): void {
  checkEach(findings, 'hosts', hosts, 16);
  for (const host of hosts) findings.add('hosts', hostProblem(host));
  checkPaths(findings, paths, routePathProblem);
  findings.add('gateway.name', dnsSubdomainProblem(gateway.name));
  if (gateway.namespace !== undefined) findings.add('gateway.namespace', dnsLabelProblem(gateway.namespace));
  if (gateway.sectionName !== undefined) findings.add('gateway.sectionName', dnsSubdomainProblem(gateway.sectionName));
  const seconds = timeoutSeconds ?? 1;
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 99999)
    findings.add('timeoutSeconds', {
      code: 'out-of-range',
      want: 'must be an integer from 0 to 99999',
      got: shown(seconds),
      write: 'write 30',
    });
}

// The Gateway API's own rule for a prefix.
function routePathProblem(path: string): Problem | undefined {
  const odd = !/^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(path);
  return pathProblem(odd ? '' : path) === undefined
    ? undefined
    : {
        code: 'conflict',
        want: 'must be paths without "//", ".", ".." and a query, with odd letters as %20',
        got: shown(path),
        write: 'write "/api"',
      };
}
