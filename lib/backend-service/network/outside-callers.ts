import { Findings, quoted } from '../../findings/findings';
import { platformOf } from '../ingress/ingress-platforms';
import { Peer } from '../../network/peers';
import { DecidedNetwork } from './callers';
import { DecidedRoutes } from './routes';
import { DecidedService } from './service';

/** A backend, as far as callers from outside depend on it. */
interface ReachedBackend {
  readonly namespace: string | undefined;
  readonly props: DecidedNetwork & DecidedRoutes & DecidedService;
}

/** Returns the addresses that a load balancer of the Ingress connects from, beside the callers that are stated. */
export function loadBalancerPeers({ ingress }: DecidedRoutes): Peer[] {
  if (ingress === undefined) return [];
  return (platformOf(ingress).addresses ?? []).map((cidr) => ({ cidr }));
}

/** Reports callers without the controllers and load balancers that requests from outside come through. */
export function checkOutsideCallers(findings: Findings, { props, namespace }: ReachedBackend): void {
  const { callers, networkPolicy, expose, ingress, httpRoute: route } = props;
  if (callers === undefined || callers === 'everybody' || !networkPolicy) return;
  const hasAddress = callers.some((caller) => 'cidr' in caller);
  const hasOutside = hasAddress || callers.some((caller) => isElsewhere(caller, namespace));
  const add = (through: string, from: string, caller: string): void => {
    findings.add('callers', {
      code: 'conflict',
      want: `must let in what comes through ${through}, from ${from}`,
      got: quoted(callers.map(shortened)),
      write: `add ${caller}`,
    });
  };
  if (expose.type !== 'ClusterIP' && !hasAddress)
    add('expose', "a node's or a load balancer's addresses", '{ cidr: "10.0.0.0/8" } with their range');
  if (ingress !== undefined) {
    const { namespaceName, unknownAddresses } = platformOf(ingress);
    const network = unknownAddresses?.(ingress);
    if (network !== undefined && !hasAddress)
      add('ingress', `addresses of ${network}`, '{ cidr: "10.0.0.0/8" } with their range');
    if (namespaceName !== undefined && !hasOutside)
      add('ingress', "the controller's pods", `{ namespaceName: ${quoted(namespaceName)} } with their namespace`);
  }
  if (route !== undefined && !hasOutside)
    add('httpRoute', "the Gateway's pods or load balancer", '{ namespaceName: "gateways" } or { cidr }');
}

function isElsewhere(caller: Peer, namespace: string | undefined): boolean {
  if ('namespaceName' in caller) return true;
  const endpoint = 'endpoint' in caller ? caller.endpoint : caller;
  return 'labels' in endpoint && endpoint.namespace !== namespace;
}

/** Returns a caller for a message; a construct has no end. */
function shortened(caller: Peer): unknown {
  if ('cidr' in caller || 'namespaceName' in caller) return caller;
  return ('endpoint' in caller ? caller.endpoint : caller).labels;
}
