import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { dns } from '../../network/dns';
import { namespacePeer, peer } from '../../network/network-peers';
import { DecidedPeer, egress, egressRules, NetworkPeer, peerChoice, DecidedTarget } from '../../network/peers';
import { monitoringIngress } from '../../operators/monitoring';
import { array } from '../../props/array';
import { unique } from '../../props/map';
import { object } from '../../props/object';
import { oneOf } from '../../props/scalar';
import { Decided, named, optional } from '../../props/schema';
import { union } from '../../props/union';
import { platformOf } from '../ingress/ingress-platforms';
import { DecidedObservability } from '../workload/observability';
import { Ports } from '../workload/ports';
import { DecidedRoutes, placedRoutes } from './routes';
import { DecidedService } from './service';
import { ServicePort } from './service-port';
import { DecidedServices, exposures, FurtherService } from './services';

/** The props of a worker's NetworkPolicy. */
export const workerNetwork = object({ ...egress.entries, ...dns.entries });

/** The props of the NetworkPolicy. */
export const network = object({
  ...workerNetwork.entries,
  /**
   * The clients that may connect to the pods. Requests through a node's port or a load balancer come from the address of the node or of
   * the load balancer.
   * @default - the pods of the namespace, and with an Ingress of `platform` `nginx` or `traefik` those of the namespaces that the
   * controller is installed in; `anywhere` if requests come from elsewhere: through `expose`, a Gateway or another Ingress
   */
  ingressFrom: optional(union([oneOf(['anywhere']), array(named<NetworkPeer, DecidedPeer>(peerChoice))])),
});

/** The props of the NetworkPolicy with every default decided. */
export interface DecidedNetwork extends Decided<typeof network> {}

type DecidedWays = DecidedNetwork & DecidedRoutes & DecidedService & DecidedServices;

/** A backend, as far as its NetworkPolicy depends on it. */
interface ProtectedBackend {
  readonly props: DecidedWays & DecidedObservability;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: Ports;
  /** The ports that clients connect to; none of a worker. */
  readonly servedPorts: Ports;
  readonly servicePorts: readonly ServicePort[];
  readonly furtherServices: readonly FurtherService[];
  readonly targets: readonly DecidedTarget[];
}

/**
 * Returns the NetworkPolicy's spec. It lets in the declared clients. Without any, it lets in the pods of the namespace and of the
 * controllers whose namespace is known; or any client if requests come from elsewhere, because a node or a load balancer replaces the
 * client's address by its own, and the pods or addresses of a Gateway need not be in its namespace. Pods of a worker
 * accept connections of Prometheus alone.
 */
export function networkPolicySpec(backend: ProtectedBackend): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: backend.selector },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [...clientRules(backend), ...monitoringRules(backend)],
    egress: egressRules(backend.targets, backend.props.dns),
  };
}

function clientRules({ props, servicePorts, furtherServices }: ProtectedBackend): k8s.NetworkPolicyIngressRule[] {
  // A rule without ports would let clients in at all of them.
  if (servicePorts.length === 0) return [];
  const { ingressFrom, ingress } = props;
  const loadBalancers = new Set(ingress.flatMap((one) => platformOf(one).addresses ?? []));
  if (ingressFrom?.length === 0 && loadBalancers.size === 0) return [];
  const blocks = [...loadBalancers].map((cidr) => ({ cidr }));
  const stated = ingressFrom === 'anywhere' ? undefined : ingressFrom?.concat(blocks).map(peer);
  const from = ingressFrom === undefined ? defaultClients(props) : stated;
  return [{ from, ports: policyPorts([...servicePorts, ...furtherServices.flatMap(({ ports }) => ports)]) }];
}

/** Returns the container ports that Services lead to, each once. */
function policyPorts(ports: readonly ServicePort[]): k8s.NetworkPolicyPort[] {
  return unique(ports.map(({ protocol, containerPort: port }) => ({ protocol, port })));
}

function isExposed(props: DecidedWays): boolean {
  return exposures(props).some(({ type }) => type !== 'ClusterIP');
}

/** Returns the pods of the namespace, with those of known controllers; undefined, for any client, where others send requests. */
function defaultClients(props: DecidedWays): k8s.NetworkPolicyPeer[] | undefined {
  const { httpRoute, grpcRoute, ingress } = props;
  const namespaces = ingress.map((one) => platformOf(one).namespaceNames ?? []);
  const isKnown = namespaces.every((names) => names.length > 0);
  if (isExposed(props) || httpRoute.length > 0 || grpcRoute.length > 0 || !isKnown) return undefined;
  return [{ podSelector: {} }, ...[...new Set(namespaces.flat())].map(namespacePeer)];
}

function monitoringRules({ props: { metrics }, ports, servedPorts }: ProtectedBackend): k8s.NetworkPolicyIngressRule[] {
  if (metrics === undefined) return [];
  // A ServiceMonitor finds its port through the Service, the others at the pods.
  const port = (metrics.kind === 'ServiceMonitor' ? servedPorts : ports)[metrics.port];
  return [monitoringIngress(metrics, port === undefined ? [] : [port])];
}

/** Reports clients without the controllers and load balancers that requests from outside come through. */
export function checkIngressFrom(
  findings: Findings,
  { props, namespace }: { readonly props: DecidedWays; readonly namespace: string | undefined },
): void {
  const { ingressFrom, networkPolicy, expose, ingress, httpRoute, grpcRoute } = props;
  if (ingressFrom === undefined || ingressFrom === 'anywhere' || !networkPolicy) return;
  const hasAddress = ingressFrom.some((one) => 'cidr' in one);
  const hasOutside = hasAddress || ingressFrom.some((one) => isElsewhere(one, namespace));
  const add = (through: string, from: string, missing: string): void => {
    findings.add('ingressFrom', {
      code: 'conflict',
      want: `must let in what comes through ${through}, from ${from}`,
      got: quoted(ingressFrom.map((one) => ('labels' in one ? one.labels : one))),
      write: `add ${missing}`,
    });
  };
  const addresses = '{ cidr: "10.0.0.0/8" } with their range';
  if (isExposed(props) && !hasAddress)
    add(expose.type === 'ClusterIP' ? 'services' : 'expose', "a node's or a load balancer's addresses", addresses);
  for (const [place, one] of placedRoutes('ingress', ingress)) {
    const { namespaceNames: [namespaceName] = ['ingress'], unknownAddresses } = platformOf(one);
    const unknown = unknownAddresses?.(one);
    if (unknown !== undefined && !hasAddress) add(place, `addresses of ${unknown}`, addresses);
    if (namespaceName !== undefined && !hasOutside)
      add(place, "the controller's pods", `{ namespaceName: ${quoted(namespaceName)} } with their namespace`);
  }
  for (const [prop, gatewayRoutes] of Object.entries({ httpRoute, grpcRoute }))
    if (gatewayRoutes.length > 0 && !hasOutside)
      add(prop, "the Gateway's pods or load balancer", '{ namespaceName: "gateways" } or { cidr }');
}

function isElsewhere(one: DecidedPeer, namespace: string | undefined): boolean {
  if ('labels' in one) return one.namespace !== namespace;
  return 'namespaceName' in one && (one.podLabels === undefined || one.namespaceName !== namespace);
}
