import { field, listField } from '../../manifests/manifest';
import { isMap } from '../../props/map';

/** The places where a kind of route has what it answers. Paths are below `spec`, `*` stands for each item of a list, and `|` parts alternatives. */
export interface RouteKind {
  /** The hosts of the whole object. */
  readonly hosts?: string;
  /** The lists of its rules. */
  readonly rules?: string;
  /** The hosts of a rule. */
  readonly ruleHosts?: string;
  /** The paths of a rule, or of the object if it has no rules. */
  readonly paths?: string;
  /** The maps of a rule that have a path and may say that it is for this path alone. */
  readonly matches?: string;
  /** The class, gateway or entry point by which requests come in. */
  readonly doors?: string;
  /** True if it is reached by a door that it names and by no other. */
  readonly needsDoor?: true;
  /** True if one without a host is a part of another route. */
  readonly needsHost?: true;
}

const istioPaths = 'match.*.uri.prefix|match.*.uri.exact|match.*.uri.regex|match.*.port';
const gatewayRoute = { hosts: 'hostnames.*', rules: 'rules', doors: 'parentRefs.*.name' } as const;
const traefikRoute = { rules: 'routes', ruleHosts: 'match', doors: 'entryPoints.*' } as const;
const ingressClass = { doors: 'ingressClassName' } as const;

/** Kinds of objects that let requests in from outside, by group and kind. */
export const routeKinds: Readonly<Record<string, RouteKind>> = {
  'networking.k8s.io/Ingress': {
    ...ingressClass,
    rules: 'rules',
    ruleHosts: 'host',
    paths: 'http.paths.*.path',
    matches: 'http.paths.*',
  },
  'gateway.networking.k8s.io/Gateway': {
    rules: 'listeners',
    ruleHosts: 'hostname',
    paths: 'port',
    doors: 'gatewayClassName',
  },
  'gateway.networking.k8s.io/ListenerSet': { rules: 'listeners', ruleHosts: 'hostname', paths: 'port' },
  'gateway.networking.k8s.io/HTTPRoute': { ...gatewayRoute, paths: 'matches.*.path.value', matches: 'matches.*.path' },
  'gateway.networking.k8s.io/GRPCRoute': { ...gatewayRoute, paths: 'matches.*.method.service' },
  'gateway.networking.k8s.io/TLSRoute': gatewayRoute,
  'gateway.networking.k8s.io/TCPRoute': gatewayRoute,
  'gateway.networking.k8s.io/UDPRoute': gatewayRoute,
  'networking.istio.io/Gateway': {
    rules: 'servers',
    ruleHosts: 'hosts.*',
    paths: 'port.number',
    doors: 'selector',
  },
  'networking.istio.io/VirtualService': {
    hosts: 'hosts.*',
    rules: 'http|tls|tcp',
    ruleHosts: 'match.*.sniHosts.*',
    paths: istioPaths,
    matches: 'match.*.uri',
    doors: 'gateways.*',
    needsDoor: true,
    needsHost: true,
  },
  'traefik.io/IngressRoute': traefikRoute,
  'traefik.io/IngressRouteTCP': traefikRoute,
  'traefik.io/IngressRouteUDP': traefikRoute,
  'traefik.containo.us/IngressRoute': traefikRoute,
  'traefik.containo.us/IngressRouteTCP': traefikRoute,
  'traefik.containo.us/IngressRouteUDP': traefikRoute,
  'route.openshift.io/Route': { hosts: 'host', paths: 'path' },
  'projectcontour.io/HTTPProxy': {
    ...ingressClass,
    hosts: 'virtualhost.fqdn',
    rules: 'routes',
    paths: 'conditions.*.prefix',
    needsHost: true,
  },
  'getambassador.io/Host': { hosts: 'hostname' },
  'getambassador.io/Mapping': { hosts: 'hostname|host', paths: 'prefix' },
  'getambassador.io/TCPMapping': { hosts: 'host', paths: 'port' },
  'gateway.solo.io/VirtualService': {
    hosts: 'virtualHost.domains.*',
    rules: 'virtualHost.routes',
    paths: 'matchers.*.prefix|matchers.*.exact',
  },
  'apisix.apache.org/ApisixRoute': { rules: 'http', ruleHosts: 'match.hosts.*', paths: 'match.paths.*' },
  'zalando.org/RouteGroup': { hosts: 'hosts.*', rules: 'routes', paths: 'pathSubtree|path' },
  'k8s.nginx.org/VirtualServer': { ...ingressClass, hosts: 'host', rules: 'routes', paths: 'path' },
  'k8s.nginx.org/TransportServer': { ...ingressClass, hosts: 'host', paths: 'listener.name' },
  'configuration.konghq.com/TCPIngress': { rules: 'rules', ruleHosts: 'host', paths: 'port' },
  'configuration.konghq.com/UDPIngress': { rules: 'rules', paths: 'port' },
  'serving.knative.dev/Service': {},
  'serving.knative.dev/Route': {},
  'serving.knative.dev/DomainMapping': {},
};

/** The values at paths with `*` for each item of a list, and `|` between alternatives. */
export function valuesAt(value: unknown, paths = ''): unknown[] {
  const step = (values: readonly unknown[], name: string): readonly unknown[] =>
    values.flatMap((inner) => (name === '*' ? listField(inner) : [field(inner, name)]));
  return paths
    .split('|')
    .filter((path) => path !== '')
    .flatMap((path) => path.split('.').reduce(step, [value]));
}

/** The texts and numbers at such paths; of a map of labels, their values in one text. */
export function textsAt(value: unknown, paths?: string): string[] {
  return valuesAt(value, paths)
    .map((found) =>
      isMap(found)
        ? Object.values(found)
            .filter((value) => typeof value === 'string')
            .join(' ')
        : found,
    )
    .filter((found) => typeof found === 'string' || typeof found === 'number')
    .map(String);
}
