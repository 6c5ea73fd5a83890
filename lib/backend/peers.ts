import { k8s } from '../../imports/k8s';
import { Endpoint } from '../values/endpoint';
import { Findings, shown } from '../values/findings';
import {
  dnsEgress,
  endpointEgress,
  endpointPeer,
  internetEgress,
  namespacePeer,
  tcpPort,
} from '../values/network-peers';
import { cidrProblem } from './service';

export interface NetworkProps {
  /**
   * Who may connect to the pods. What comes through a node's port or a load balancer bears the node's or the load balancer's address.
   * @default - the pods of the namespace; everybody where the Service is reached from outside, or a route or an Ingress is made
   */
  readonly callers?: 'everybody' | readonly Peer[];
  /**
   * What the pods connect to, besides DNS and the endpoints of their `env`.
   * @default - nothing
   */
  readonly egress?: readonly (Target | 'internet')[];
  /**
   * `false` leaves the NetworkPolicy out.
   * @default true
   */
  readonly networkPolicy?: boolean;
}

/** Pods by what they are: a construct with an endpoint, an endpoint, all pods of a namespace; or addresses. */
export type Peer =
  { readonly endpoint: Endpoint } | Endpoint | { readonly namespaceName: string } | { readonly cidr: string };

/** A peer that is connected to; for a namespace or addresses at stated TCP ports, or at all. */
export type Target =
  | { readonly endpoint: Endpoint }
  | Endpoint
  | { readonly namespaceName: string; readonly ports?: readonly number[] }
  | { readonly cidr: string; readonly ports?: readonly number[] };

/** A Target whose construct is resolved to its endpoint. */
export type ResolvedTarget = Exclude<Target, { readonly endpoint: Endpoint }> | 'internet';

/** The targets with constructs in their place as endpoints. */
export function resolvedTargets(targets: readonly (Target | 'internet')[]): ResolvedTarget[] {
  return targets.map((target) => (typeof target === 'object' && 'endpoint' in target ? target.endpoint : target));
}

/** The labels by which the targets' own policies let the pods in. */
export function clientLabels(targets: readonly ResolvedTarget[]): Record<string, string> {
  return Object.assign({}, ...targets.map((target) => (isEndpoint(target) ? target.clientLabels : {}))) as Record<
    string,
    string
  >;
}

/** What the pods connect to: DNS, and each target once. */
export function egressRules(targets: readonly ResolvedTarget[]): k8s.NetworkPolicyEgressRule[] {
  const rules = targets.map((target) => {
    if (target === 'internet') return internetEgress();
    if (isEndpoint(target)) return endpointEgress(target);
    return { to: [peer(target)], ...(target.ports === undefined ? {} : { ports: target.ports.map(tcpPort) }) };
  });
  return [dnsEgress(), ...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

/** Reports peers that select nothing. */
export function checkNetwork(findings: Findings, props: NetworkProps): void {
  const callers = props.callers === 'everybody' ? [] : (props.callers ?? []);
  for (const [name, peers] of Object.entries({ callers, egress: resolvedTargets(props.egress ?? []) })) {
    for (const one of peers as readonly unknown[]) findings.add(name, peerProblem(one));
  }
}

/** One side of a rule. */
export function peer(one: Peer): k8s.NetworkPolicyPeer {
  if ('endpoint' in one) return endpointPeer(one.endpoint);
  if (isEndpoint(one)) return endpointPeer(one);
  return 'cidr' in one ? { ipBlock: { cidr: one.cidr } } : namespacePeer(one.namespaceName);
}

function isEndpoint(one: unknown): one is Endpoint {
  return typeof one === 'object' && one !== null && 'labels' in one && 'port' in one;
}

function peerProblem(one: unknown): string | undefined {
  if (one === 'internet' || isEndpoint(one)) return undefined;
  const given = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
  if ('endpoint' in given && isEndpoint(given['endpoint'])) return undefined;
  if ('cidr' in given) return cidrProblem(given['cidr']);
  if (typeof given['namespaceName'] === 'string') return undefined;
  return `must be a construct with an endpoint, an endpoint, { namespaceName } or { cidr }, got ${shown(one)}`;
}
