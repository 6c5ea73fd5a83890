import type * as k8s from '../../imports/k8s';
import { Findings } from '../findings/findings';
import { isPlainObject } from '../findings/described';
import { issuesAt } from '../findings/problem';
import { array } from '../props/array';
import { unique } from '../props/map';
import { object } from '../props/object';
import { boolean, oneOf } from '../props/scalar';
import { Decided, mistyped, named, optional, Props, PropsOf, Schema } from '../props/schema';
import { union } from '../props/union';
import { cidrPeer } from './cidr';
import { ClusterDns, dnsEgress } from './dns';
import { CallerPods, callerPods, NetworkEndpoint, endpoint, reachProblem } from './endpoint';
import { endpointEgress, internetEgress, peer, podsPeer } from './network-peers';
import { networkPorts, policyPort } from './network-port';
import { clientObject, servingObject } from './object-pods';
import { OutsideHost, outsideHost } from './outside-host';

/** A construct, or any other object, with an endpoint; it is decided to that. */
const connectable: Schema<
  {
    /** The port that it offers. */
    readonly endpoint: NetworkEndpoint;
  },
  NetworkEndpoint
> = partOf('endpoint', 'a construct with an endpoint', endpoint);

/** A construct with pods and no port that others connect to; it is decided to the pods. */
const calling: Schema<
  {
    /** The pods that connect. */
    readonly pods: CallerPods;
  },
  CallerPods
> = partOf('pods', 'a worker', callerPods);

/** Returns the schema of an object that is decided to one of its properties. */
function partOf<Key extends string, Given, Part>(
  key: Key,
  wanted: string,
  part: Schema<Given, Part>,
): Schema<Readonly<Record<Key, Given>>, Part> {
  return {
    wanted,
    parse: (value) => {
      if (typeof value !== 'object' || value === null || !(key in value)) return mistyped(wanted, value);
      const parsed = part.parse((value as Readonly<Record<Key, unknown>>)[key]);
      return { ...parsed, issues: issuesAt(key, parsed.issues) };
    },
  };
}

/** The schema of a peer. */
export const peerChoice = union([connectable, endpoint, calling, clientObject, podsPeer, cidrPeer]);

/**
 * A client: the pods of a construct with an endpoint, of a worker, of an endpoint, of a workload, Service or Namespace of the
 * program, or of a namespace; or addresses.
 */
export type NetworkPeer = PropsOf<typeof peerChoice>;

/** A peer whose construct is replaced by its endpoint, and any other object by its pods. */
export type DecidedPeer = Decided<typeof peerChoice>;

const targetPorts = {
  /** The ports, TCP unless stated. @default - all */
  ports: optional(networkPorts),
};
const addresses = object({ ...cidrPeer.entries, ...targetPorts });

const addressTarget: Schema<PropsOf<typeof addresses> | OutsideHost, Decided<typeof addresses> | OutsideHost> = {
  wanted: `${addresses.wanted} or ${outsideHost.wanted}`,
  parse: (value) => (isPlainObject(value) && 'host' in value ? outsideHost : addresses).parse(value),
};

/** The schema of a target of egress. */
export const targetChoice = union([
  oneOf(['internet']),
  connectable,
  endpoint,
  servingObject,
  object({ ...podsPeer.entries, ...targetPorts }),
  addressTarget,
]);

/**
 * A peer that pods connect to: a construct with an endpoint, an endpoint, the ports of a workload or Service of the program, pods of a
 * namespace or addresses at some ports or at all, or a host outside of the cluster.
 */
export type NetworkTarget = Exclude<PropsOf<typeof targetChoice>, string>;

/** The props of egress. */
export const egress = object({
  /**
   * Targets that the pods connect to, besides DNS and those that the construct adds itself, such as the endpoints of `env`. `internet` is
   * every address but those of private networks and of the clouds' metadata; add `{ cidr }` for one of these.
   * @default - none
   */
  egressTo: optional(array(named<NetworkTarget | 'internet', DecidedTarget>(targetChoice))),
  /** `false` leaves the NetworkPolicy out. @default true */
  networkPolicy: boolean({ default: true }),
});

/** The props of egress, as a program writes them. */
export interface EgressProps extends PropsOf<typeof egress>, Props {}

/** A target whose construct is replaced by its endpoint, and any other object by its pods and their ports. */
export type DecidedTarget = Decided<typeof targetChoice>;

/** Reports targets that do not let in pods of this namespace. */
export function checkTargets(
  findings: Findings,
  { props, namespace }: { readonly props: Partial<Decided<typeof egress>>; readonly namespace: string | undefined },
): void {
  for (const [index, target] of (props.egressTo ?? []).entries())
    if (typeof target === 'object' && 'labels' in target)
      findings.add(`egressTo[${index}]`, reachProblem(target, namespace));
}

/** Returns the labels that the targets' policies ask of the pods that connect to them. */
export function clientLabels(targets: readonly DecidedTarget[]): Record<string, string> {
  const asked = targets.map((target) => (typeof target === 'object' && 'labels' in target ? target.clientLabels : {}));
  return Object.assign({}, ...asked) as Record<string, string>;
}

/** Returns the egress rules of DNS, and of each target once. */
export function egressRules(
  targets: readonly DecidedTarget[],
  dns: ClusterDns | undefined,
): k8s.NetworkPolicyEgressRule[] {
  return [dnsEgress(dns), ...targetRules(targets)];
}

/** Returns the egress rules of the targets, each once. */
export function targetRules(targets: readonly DecidedTarget[]): k8s.NetworkPolicyEgressRule[] {
  const rules = targets.map((target) => {
    if (target === 'internet') return internetEgress();
    if ('labels' in target) return endpointEgress(target);
    const { ports } = 'host' in target ? { ports: [{ protocol: 'TCP' as const, ...target }] } : target;
    return { to: [peer(target)], ports: ports?.map(policyPort) };
  });
  return unique(rules);
}
