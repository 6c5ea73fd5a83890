import { Findings } from '../../findings/findings';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { matching, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { listProblem } from '../ingress/route-paths';
import { backendRefs, checkGatewayRoute, gatewayRoute, parentRefs, RoutedBackend } from './gateway-route';
import { filterList, grpcFilters } from './route-filters';

/** The protocol of a port that speaks HTTP/2 without TLS. */
const h2c = 'kubernetes.io/h2c';
const protocols = [h2c, 'grpc', 'https'];

const word = '[A-Za-z_][A-Za-z_0-9]*';
const method = string(
  matching(
    new RegExp(`^(?=[^/]{1,1024}(/|$))${word}(\\.${word})*(/(?=.{1,1024}$)${word})?$`),
    'must be a gRPC service, or a method of one',
    '"shop.v1.Orders" or "shop.v1.Orders/Get"',
  ),
);

const route = object({
  ...gatewayRoute,
  /** The gRPC services and methods: `shop.v1.Orders` with all its methods, `shop.v1.Orders/Get` alone. @default - all */
  methods: optional(array(method, { check: (methods) => listProblem(methods, 64) })),
  /** Changes of the headers, which are gRPC's metadata. @default - none */
  filters: optional(grpcFilters),
});

/** A GRPCRoute: its hosts and methods, and the Gateway that it is attached to. */
export interface GrpcRouteProps extends PropsOf<typeof route>, Props {}

/** A GRPCRoute with every default decided. */
export interface DecidedGrpcRoute extends Decided<typeof route> {}

/** The schema of a GRPCRoute. */
export const grpcRoute = named<GrpcRouteProps, DecidedGrpcRoute>(route);

/** Returns a GRPCRoute's spec. */
export function grpcRouteSpec(backend: RoutedBackend, route: DecidedGrpcRoute): Record<string, unknown> {
  const { methods, filters = {} } = route;
  return {
    parentRefs: parentRefs(route),
    hostnames: route.hosts,
    rules: [
      {
        matches: methods?.map((each) => {
          const [service, method] = each.split('/');
          return { method: { type: 'Exact', service, method } };
        }),
        filters: filterList(filters),
        backendRefs: backendRefs(backend, route),
      },
    ],
  };
}

/** Reports a port and Services that get no requests, and a protocol that gRPC does not go over. */
export function checkGrpcRoute(findings: Findings, backend: RoutedBackend, route: DecidedGrpcRoute): void {
  checkGatewayRoute(findings, backend, route);
  const protocol = backend.props.appProtocols[route.port];
  if (protocol === undefined || protocols.includes(protocol)) return;
  const want = 'must be a port that speaks HTTP/2';
  const got = `"${route.port}" of the protocol "${protocol}"`;
  const write = `leave appProtocols.${route.port} out, or write "${h2c}"`;
  findings.add('port', { code: 'conflict', want, got, write });
}

/** Returns the protocols of ports that GRPCRoutes lead to. A Gateway sends HTTP/1.1 to a port of no protocol, which gRPC is not. */
export function grpcProtocols(routes: readonly DecidedGrpcRoute[]): Readonly<Record<string, string>> {
  return Object.fromEntries(routes.map(({ port }) => [port, h2c]));
}
