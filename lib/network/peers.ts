import type * as k8s from '../../imports/k8s';
import { issuesAt } from '../findings/problem';
import { dnsLabelProblem } from '../kubernetes/names';
import { array } from '../props/array';
import { object } from '../props/object';
import { boolean, oneOf, string } from '../props/scalar';
import { Decided, mistyped, named, optional, Props, PropsOf, Schema } from '../props/schema';
import { union } from '../props/union';
import { cidrPeer } from './cidr';
import { ClusterDns, dnsEgress } from './dns';
import { NetworkEndpoint, endpoint } from './endpoint';
import { endpointEgress, endpointPeer, internetEgress, namespacePeer, tcpPort } from './network-peers';
import { port } from './port';

/** A construct, or any other object, with an endpoint; it is decided to that. */
const connectable: Schema<
  {
    /** The port that it offers. */
    readonly endpoint: NetworkEndpoint;
  },
  NetworkEndpoint
> = {
  wanted: 'a construct with an endpoint',
  parse: (value) => {
    if (typeof value !== 'object' || value === null || !('endpoint' in value))
      return mistyped('a construct with an endpoint', value);
    const parsed = endpoint.parse(value.endpoint);
    return { ...parsed, issues: issuesAt('endpoint', parsed.issues) };
  },
};

const namespacePods = object({
  /** The namespace, of which all pods are meant. */
  namespaceName: string({ check: dnsLabelProblem }),
});

const targetPorts = {
  /** The TCP ports. @default - all */
  ports: optional(array(port)),
};

/** The schema of a peer. */
export const peerChoice = union([connectable, endpoint, namespacePods, cidrPeer]);

/** The pods of a construct with an endpoint, of an endpoint or of a whole namespace; or addresses. */
export type NetworkPeer = PropsOf<typeof peerChoice>;

/** A peer whose construct is replaced by its endpoint. */
export type DecidedPeer = Decided<typeof peerChoice>;

/** The schema of a target of egress. */
export const targetChoice = union([
  oneOf(['internet']),
  connectable,
  endpoint,
  object({ ...namespacePods.entries, ...targetPorts }),
  object({ ...cidrPeer.entries, ...targetPorts }),
]);

/** A peer that pods connect to: a namespace or addresses at some TCP ports or at all. */
export type NetworkTarget = Exclude<PropsOf<typeof targetChoice>, string>;

/** The props of egress. */
export const egress = object({
  /**
   * Targets that the pods connect to, besides DNS and those that the construct adds itself, such as the endpoints of `env`.
   * @default - none
   */
  egressTo: optional(array(named<NetworkTarget | 'internet', DecidedTarget>(targetChoice))),
  /** `false` leaves the NetworkPolicy out. @default true */
  networkPolicy: boolean({ default: true }),
});

/** The props of egress, as a program writes them. */
export interface EgressProps extends PropsOf<typeof egress>, Props {}

/** A target whose construct is replaced by its endpoint. */
export type DecidedTarget = Decided<typeof targetChoice>;

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
    return { to: [peer(target)], ports: target.ports?.map(tcpPort) };
  });
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

/** Returns a peer as one side of a NetworkPolicy's rule. */
export function peer(one: DecidedPeer): k8s.NetworkPolicyPeer {
  if ('labels' in one) return endpointPeer(one);
  return 'cidr' in one ? { ipBlock: { cidr: one.cidr } } : namespacePeer(one.namespaceName);
}
