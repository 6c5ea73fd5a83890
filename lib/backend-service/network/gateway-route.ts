import { Findings } from '../../findings/findings';
import { referenceProblem } from '../../findings/near-name';
import { Problem, quoted } from '../../findings/problem';
import { dnsLabelProblem, dnsSubdomainProblem, serviceNameProblem } from '../../kubernetes/names';
import { port } from '../../network/port';
import { array } from '../../props/array';
import { object, ObjectSchema } from '../../props/object';
import { integer, string } from '../../props/scalar';
import { Decided, optional } from '../../props/schema';
import { host, listProblem, routeName, routePort } from '../ingress/route-paths';
import { ServicePort } from './service-port';

const gateway = object({
  /** The Gateway's name. */
  name: string({ check: dnsSubdomainProblem }),
  /** The Gateway's namespace. @default - the chart's */
  namespace: optional(string({ check: dnsLabelProblem })),
  /** The name of one of the Gateway's listeners. @default - all listeners that the hosts fit */
  sectionName: optional(string({ check: dnsSubdomainProblem })),
});

const weight = { min: 0, max: 1000000 } as const;

const backendRef = object({
  /** The name of a Service of the namespace. */
  name: string({ check: serviceNameProblem }),
  /** The Service's port. */
  port,
  /** The part of the requests that it gets, in proportion to the other weights. @default 1 */
  weight: integer({ ...weight, default: 1 }),
});

/** The props of every route of a Gateway. */
export const gatewayRoute = {
  /**
   * The name by which it differs from other routes of the list: the object of `internal` is named `api-internal`.
   * @default - the object has the name of the service
   */
  name: routeName,
  /** The host names of the requests. */
  hosts: array(host, { example: '["api.example.com"]', minItems: 1, check: (hosts) => listProblem(hosts, 16) }),
  /** The Gateway, and the listener of it. */
  gateway,
  /** The name of the port that it leads to. @default 'http' */
  port: routePort,
  /** The part of the requests that this service gets, in proportion to the weights of `backendRefs`. @default 1 */
  weight: integer({ ...weight, default: 1 }),
  /** Further Services that get a part of the requests, such as `{ ...canary.backendRef, weight: 1 }`. @default - none */
  backendRefs: array(backendRef, { default: [] }),
};

/** The props of every route of a Gateway with every default decided. */
export type DecidedGatewayRoute = Decided<ObjectSchema<typeof gatewayRoute>>;

/** A backend, as far as its routes depend on it. */
export interface RoutedBackend {
  readonly serviceName: string;
  /** The ports of the Service. */
  readonly servicePorts: readonly Pick<ServicePort, 'name' | 'port' | 'protocol'>[];
  readonly props: { readonly appProtocols: Readonly<Record<string, string>> };
}

/** Returns the references of a route to its Gateway. */
export function parentRefs({ gateway }: DecidedGatewayRoute): object[] {
  return [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...gateway }];
}

/** Returns the references of a route to the Services that get its requests. */
export function backendRefs(backend: RoutedBackend, route: DecidedGatewayRoute): object[] {
  const own = { name: backend.serviceName, port: portNumber(backend, route.port), weight: route.weight };
  return [own, ...route.backendRefs].map((each) => ({ group: '', kind: 'Service', ...each }));
}

/** Reports a port that the Service does not have, and Services that get no requests. */
export function checkGatewayRoute(findings: Findings, backend: RoutedBackend, route: DecidedGatewayRoute): void {
  findings.add('port', portProblem(route.port, backend));
  const own = { name: backend.serviceName, port: portNumber(backend, route.port) };
  const all = [own, ...route.backendRefs].map(({ name, port }) => `${name}:${port}`);
  findings.add('backendRefs', referencesProblem(all));
  if ([route, ...route.backendRefs].some((each) => each.weight > 0)) return;
  const want = 'must not be 0 for every Service, because requests are then answered with 500';
  findings.add('weight', { code: 'out-of-range', want, got: 0, write: 'leave it out' });
}

/** Returns the problem of a route's port that the Service does not have for TCP. */
export function portProblem(port: string, { servicePorts }: Pick<RoutedBackend, 'servicePorts'>): Problem | undefined {
  const names = servicePorts.filter(({ protocol }) => protocol === 'TCP').map(({ name }) => name);
  return referenceProblem(port, names, 'must be the name of a port');
}

function referencesProblem(all: readonly string[]): Problem | undefined {
  const [own] = all;
  if (new Set(all).size === all.length)
    return all.length <= 16
      ? undefined
      : { code: 'out-of-range', want: 'must be at most 15', got: all.length - 1, write: 'leave the others out' };
  const want = 'must be further Services, each once';
  const write = `leave the others out, and write the weight of ${quoted(own)} as weight`;
  return { code: 'not-unique', want, got: quoted(all.slice(1)), write };
}

function portNumber({ servicePorts }: RoutedBackend, port: string): number | undefined {
  return (servicePorts.find(({ name }) => name === port) ?? servicePorts[0])?.port;
}
