import { k8s } from '../../imports/k8s';
import { Findings, shown } from '../values/findings';
import { dnsSubdomainProblem } from '../values/names';
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

/** Who signs a certificate, in cert-manager's words. */
export interface Issuer {
  readonly name: string;
  /** @default 'ClusterIssuer' */
  readonly kind?: 'ClusterIssuer' | 'Issuer';
}

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
    issuerRef: { group: 'cert-manager.io', kind: tls.issuer.kind ?? 'ClusterIssuer', name: tls.issuer.name },
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
  };
}

/** Reports hosts, paths and names that no controller accepts. */
export function checkRoutes(findings: Findings, { route, ingress }: RoutesProps): void {
  if (route !== undefined) {
    const part = findings.of('route');
    for (const host of route.hosts) part.add('hosts', hostProblem(host));
    if (route.hosts.length === 0) part.add('hosts', 'must name at least one, got []');
    checkPaths(part, route.paths);
    part.add('gateway.name', dnsSubdomainProblem(route.gateway.name));
    const seconds = route.timeoutSeconds ?? 1;
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > 99999) {
      part.add('timeoutSeconds', `must be an integer from 0 to 99999, got ${shown(seconds)}; write 30`);
    }
  }
  if (ingress !== undefined) {
    const part = findings.of('ingress');
    part.add('host', hostProblem(ingress.host));
    part.add('className', dnsSubdomainProblem(ingress.className));
    checkPaths(part, ingress.paths);
    if (ingress.tls !== 'load balancer' && 'secretName' in ingress.tls)
      part.add('tls.secretName', dnsSubdomainProblem(ingress.tls.secretName));
  }
}

function tlsSecretName(service: string, { tls }: IngressRoute): string | undefined {
  if (tls === 'load balancer') return undefined;
  return 'secretName' in tls ? tls.secretName : `${service}-tls`;
}

function checkPaths(findings: Findings, paths: readonly string[] = ['/']): void {
  if (paths.length === 0) findings.add('paths', 'must name at least one, got []; write "/"');
  for (const path of paths) {
    const bad = !path.startsWith('/') || /\/\/|\/\.\.?(\/|$)|%2f|[?#\s]/i.test(path);
    if (bad)
      findings.add('paths', `must be paths without "//", ".", ".." and a query, got ${shown(path)}; write "/api"`);
  }
  if (new Set(paths).size < paths.length) findings.add('paths', `must be named once each, got ${shown(paths)}`);
}

function hostProblem(host: unknown): string | undefined {
  const name = typeof host === 'string' ? host.replace(/^\*\./, '') : '';
  const good = dnsSubdomainProblem(name) === undefined && !/^\d+(\.\d+){3}$/.test(name);
  return good
    ? undefined
    : `must be a DNS name without a scheme, port or path, got ${shown(host)}; write "api.example.com"`;
}
