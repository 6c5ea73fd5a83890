import { k8s } from '../../imports/k8s';
import { Findings, shown } from '../values/findings';
import { checkIssuer, issuedBy, Issuer, issuerShape } from '../values/issuer';
import { dnsLabelProblem, dnsSubdomainProblem } from '../values/names';
import { scalar, either, present, listOf, mapOf, oneOf, optional, record, Shapes, text } from '../values/shape';
import { checkAnnotations } from '../pods/metadata';
import { mainPort } from './ports';

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

export interface IngressRoute {
  /** The host name that is asked for. */
  readonly host: string;
  /** The IngressClass; there is no good default, for the most used one has ended. */
  readonly className: string;
  /**
   * The paths that lead here with all below them.
   * @default - ['/']
   */
  readonly paths?: readonly string[];
  /** Where the certificate comes from: a TLS Secret that exists, cert-manager, or the load balancer itself. */
  readonly tls: { readonly secretName: string } | { readonly issuer: Issuer } | 'load balancer';
  /**
   * Settings of the controller, such as those of the AWS Load Balancer Controller (`alb.ingress.kubernetes.io/scheme`).
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
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
  ingress: optional(
    record<IngressRoute>({
      host: scalar,
      className: scalar,
      paths: optional(listOf(text)),
      tls: either(oneOf('load balancer'), record({ secretName: present }), record({ issuer: issuerShape })),
      annotations: optional(mapOf(scalar)),
    }),
  ),
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

/** An Ingress' spec. Its `tls` is written even where the load balancer has the certificate, for that is what says "HTTPS". */
export function ingressSpec(service: string, ingress: IngressRoute): k8s.IngressSpec {
  const secretName = tlsSecretName(service, ingress);
  return {
    ingressClassName: ingress.className,
    tls: [{ hosts: [ingress.host], ...(secretName === undefined ? {} : { secretName }) }],
    rules: [
      {
        host: ingress.host,
        http: {
          paths: (ingress.paths ?? ['/']).map((path) => ({
            path,
            pathType: 'Prefix',
            backend: { service: { name: service, port: { name: mainPort } } },
          })),
        },
      },
    ],
  };
}

/** The spec of cert-manager's Certificate for an Ingress; undefined where the certificate comes from elsewhere. */
export function certificateSpec(service: string, ingress: IngressRoute): Record<string, unknown> | undefined {
  const { tls } = ingress;
  if (tls === 'load balancer' || !('issuer' in tls)) return undefined;
  return {
    secretName: tlsSecretName(service, ingress),
    dnsNames: [ingress.host],
    ...issuedBy(tls.issuer),
  };
}

/** Reports hosts, paths and names that no controller accepts. */
export function checkRoutes(findings: Findings, { route, ingress }: RoutesProps): void {
  if (route !== undefined) checkRoute(findings.of('route'), route);
  if (ingress !== undefined) checkIngress(findings.of('ingress'), ingress);
}

function tlsSecretName(service: string, { tls }: IngressRoute): string | undefined {
  if (tls === 'load balancer') return undefined;
  return 'secretName' in tls ? tls.secretName : `${service}-tls`;
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
    findings.add('timeoutSeconds', `must be an integer from 0 to 99999, got ${shown(seconds)}; write 30`);
}

function checkIngress(findings: Findings, { host, className, paths, tls, annotations }: IngressRoute): void {
  findings.add('host', hostProblem(host));
  findings.add('className', dnsSubdomainProblem(className));
  checkPaths(findings, paths, pathProblem);
  checkAnnotations(findings, 'annotations', annotations ?? {});
  if (tls === 'load balancer') return;
  if ('secretName' in tls) findings.add('tls.secretName', dnsSubdomainProblem(tls.secretName));
  else checkIssuer(findings, 'tls.issuer', tls.issuer);
}

function checkPaths(
  findings: Findings,
  paths: readonly string[] = ['/'],
  problem: (path: string) => string | undefined,
): void {
  checkEach(findings, 'paths', paths, 64);
  for (const path of paths) findings.add('paths', problem(path));
}

function checkEach(findings: Findings, name: string, values: readonly string[], most: number): void {
  if (values.length === 0) findings.add(name, 'must name at least one, got []; write one');
  if (values.length > most) findings.add(name, `must be at most ${most}, got ${values.length}; make another service's`);
  if (new Set(values).size < values.length)
    findings.add(name, `must be named once each, got ${shown(values)}; leave the others out`);
}

function pathProblem(path: string): string | undefined {
  const bad = !path.startsWith('/') || path.length > 1024 || /\/\/|\/\.\.?(\/|$)|%2f|[?#\s]/i.test(path);
  return bad ? `must be paths without "//", ".", ".." and a query, got ${shown(path)}; write "/api"` : undefined;
}

// The Gateway API's own rule for a prefix.
function routePathProblem(path: string): string | undefined {
  const odd = !/^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(path);
  return pathProblem(odd ? '' : path) === undefined
    ? undefined
    : `must be paths without "//", ".", ".." and a query, with odd letters as %20, got ${shown(path)}; write "/api"`;
}

function hostProblem(host: unknown): string | undefined {
  const name = typeof host === 'string' && host.length <= 253 ? host.replace(/^\*\./, '') : '';
  const good = dnsSubdomainProblem(name) === undefined && !/^\d+(\.\d+){3}$/.test(name);
  return good
    ? undefined
    : `must be a DNS name without a scheme, port or path, got ${shown(host)}; write "api.example.com"`;
}
