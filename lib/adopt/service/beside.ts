import { KubernetesManifest, textField } from '../../manifests/manifest';
import {
  ingressBackends,
  isGatewayRoute,
  isGrpcRoute,
  isHttpRoute,
  isIngress,
  routeBackends,
} from '../../manifests/routes';
import { servedBy } from '../../manifests/selected-workloads';
import { Value, Values } from '../program/expression';
import { present } from '../backend/reading';
import { furtherService } from './further-service';
import { ingressProps } from './ingress-props';
import { routeProps } from './route-props';
import { SaidObject, ServedWorkload } from './said-object';
import { isOrdinary } from './service-props';

/** The objects beside a workload as props say them. */
export interface ReadBeside {
  readonly props: Values;
  readonly overrides: Values;
  /** The reasons why they cannot. */
  readonly reasons: readonly string[];
}

/** Returns the Service that a backend has as its own: that of its name, or the first that leads to its pods alone. */
export function serviceOf(
  source: KubernetesManifest,
  all: readonly KubernetesManifest[],
): KubernetesManifest | undefined {
  const own = servicesOf(source, all).filter(isOrdinary);
  return own.find(({ metadata }) => metadata.name === source.metadata.name) ?? own[0];
}

/** Returns the objects beside a workload that its construct may render too: further Services of its pods alone, and routes to its Service. */
export function objectsBeside(
  source: KubernetesManifest,
  all: readonly KubernetesManifest[],
): readonly KubernetesManifest[] {
  const service = serviceOf(source, all);
  const isRoute = (each: KubernetesManifest): boolean =>
    each.metadata.namespace === service?.metadata.namespace && calledBy(each).includes(service?.metadata.name);
  return [
    ...servicesOf(source, all).filter((each) => each !== service),
    ...(service === undefined ? [] : all.filter(isRoute)),
  ];
}

function servicesOf(source: KubernetesManifest, all: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
  return all.filter((each) => {
    const pods = servedBy(each, all);
    return pods.length === 1 && pods[0] === source;
  });
}

/** Returns the names of the Services that a route leads to. */
function calledBy(route: KubernetesManifest): (string | undefined)[] {
  if (isGatewayRoute(route)) return routeBackends(route).map(({ value }) => textField(value, 'name'));
  if (!isIngress(route)) return [];
  return ingressBackends(route).map(({ value }) => textField(value, 'service', 'name'));
}

const routeKinds = [
  { prop: 'ingress', overrides: 'ingresses', is: isIngress, props: ingressProps },
  { prop: 'httpRoute', overrides: 'httpRoutes', is: isHttpRoute, props: routeProps },
  { prop: 'grpcRoute', overrides: 'grpcRoutes', is: isGrpcRoute, props: routeProps },
];

/** Returns the props of objects beside a workload, and the overrides of what no prop says of them. */
export function besideProps(beside: readonly KubernetesManifest[], workload: ServedWorkload): ReadBeside {
  const services = beside.filter(({ kind }) => kind === 'Service').map((service) => furtherService(service, workload));
  const routes = routeKinds.map(({ prop, overrides, is, props }) => {
    const said = beside.filter(is).map((route) => withName(route, props(route, workload), workload.id));
    return { prop, overrides, said };
  });
  return {
    props: {
      services: present(byName(services, ({ value }) => value)),
      ...Object.fromEntries(routes.map(({ prop, said }) => [prop, routeValue(said)])),
    },
    overrides: {
      services: present(byName(services, ({ left }) => left)),
      ...Object.fromEntries(
        routes.flatMap(({ prop, overrides, said }) => [
          [prop, said.find(({ name }) => name === undefined)?.left],
          [overrides, present(byName(said, ({ left }) => left))],
        ]),
      ),
    },
    reasons: [...services, ...routes.flatMap(({ said }) => [...said, ...nameClash(said)])].flatMap(
      ({ reasons }) => reasons,
    ),
  };
}

/** Returns an object whose name is another than that of the construct, and does not begin with it, with that name as an override. */
function withName({ metadata: { name } }: KubernetesManifest, said: SaidObject, id: string): SaidObject {
  if (said.name !== undefined || name === id) return said;
  const left = said.left as Values | undefined;
  return { ...said, left: { ...left, metadata: { ...(left?.['metadata'] as Values | undefined), name } } };
}

function byName(said: readonly SaidObject[], valueOf: (one: SaidObject) => Value): Values {
  return Object.fromEntries(said.flatMap((one) => (one.name === undefined ? [] : [[one.name, valueOf(one)]])));
}

/** Returns the value of a route's prop: one route, or a list in which all but one have a name. */
function routeValue(said: readonly SaidObject[]): Value {
  const values = said.map(({ name, value }) => present({ name, ...value }) ?? {});
  return values.length > 1 ? values : values[0];
}

function nameClash(said: readonly SaidObject[]): { readonly reasons: readonly string[] }[] {
  const unnamed = said.filter(({ name }) => name === undefined);
  return unnamed.length > 1
    ? [{ reasons: ['its name and that of another one do not begin with that of the workload'] }]
    : [];
}
