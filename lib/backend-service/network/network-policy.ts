import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { dns } from '../../network/dns';
import { DecidedPeer, egress, egressRules, NetworkPeer, peer, peerChoice, DecidedTarget } from '../../network/peers';
import { monitoringIngress } from '../../operators/monitoring';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { oneOf } from '../../props/scalar';
import { Decided, named, optional } from '../../props/schema';
import { union } from '../../props/union';
import { platformOf } from '../ingress/ingress-platforms';
import { DecidedObservability } from '../workload/observability';
import { portKey, Ports } from '../workload/ports';
import { DecidedRoutes } from './routes';
import { DecidedService } from './service';
import { ServicePort } from './service-port';
import { DecidedServices, exposures, FurtherService } from './services';

/** The props of the NetworkPolicy. */
export const network = object({
  ...egress.entries,
  ...dns.entries,
  /**
   * The clients that may connect to the pods. Requests through a node's port or a load balancer come from the address of the node or of
   * the load balancer.
   * @default - the pods of the namespace; `anywhere` if the Service is reached from outside, or with a route or an Ingress
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
  readonly servedPorts: Ports;
  readonly servicePorts: readonly ServicePort[];
  readonly furtherServices: readonly FurtherService[];
  readonly targets: readonly DecidedTarget[];
}

/**
 * Returns the NetworkPolicy's spec. It lets in the declared clients. Without any, it lets in the pods of the namespace; or any client if
 * requests come from outside of the namespace, because a node or a load balancer replaces the client's address by its own.
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
  const isOutside = isExposed(props) || props.httpRoute !== undefined || props.ingress !== undefined;
  const { ingressFrom = isOutside ? 'anywhere' : undefined, ingress } = props;
  if (ingressFrom?.length === 0) return [];
  const loadBalancers = ((ingress && platformOf(ingress).addresses) ?? []).map((cidr) => ({ cidr }));
  const stated = ingressFrom === 'anywhere' ? undefined : ingressFrom?.concat(loadBalancers).map(peer);
  const from = ingressFrom === 'anywhere' ? undefined : (stated ?? [{ podSelector: {} }]);
  return [{ from, ports: policyPorts([...servicePorts, ...furtherServices.flatMap(({ ports }) => ports)]) }];
}

/** Returns the container ports that Services lead to, each once. */
function policyPorts(ports: readonly ServicePort[]): k8s.NetworkPolicyPort[] {
  const all = ports.map(({ protocol, containerPort: port }) => ({ protocol, port }));
  return [...new Map(all.map((one) => [portKey(one), one])).values()];
}

function isExposed(props: DecidedWays): boolean {
  return exposures(props).some(({ type }) => type !== 'ClusterIP');
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
  const { ingressFrom, networkPolicy, expose, ingress, httpRoute } = props;
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
  if (ingress !== undefined) {
    const { namespaceName, unknownAddresses } = platformOf(ingress);
    const unknown = unknownAddresses?.(ingress);
    if (unknown !== undefined && !hasAddress) add('ingress', `addresses of ${unknown}`, addresses);
    if (namespaceName !== undefined && !hasOutside)
      add('ingress', "the controller's pods", `{ namespaceName: ${quoted(namespaceName)} } with their namespace`);
  }
  if (httpRoute !== undefined && !hasOutside)
    add('httpRoute', "the Gateway's pods or load balancer", '{ namespaceName: "gateways" } or { cidr }');
}

function isElsewhere(one: DecidedPeer, namespace: string | undefined): boolean {
  return 'namespaceName' in one || ('labels' in one && one.namespace !== namespace);
}
