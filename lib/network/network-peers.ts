import type * as k8s from '../../imports/k8s';
import { labels } from '../kubernetes/labels';
import { dnsLabelProblem } from '../kubernetes/names';
import { object } from '../props/object';
import { string } from '../props/scalar';
import { optional } from '../props/schema';
import { CallerPods, NetworkEndpoint } from './endpoint';
import { tcpPort } from './network-port';

const namespaceName = 'kubernetes.io/metadata.name';

/** Pods of a namespace as one side of a NetworkPolicy's rule. */
export const podsPeer = object({
  /** The namespace of the pods. */
  namespaceName: string({ check: dnsLabelProblem }),
  /** The labels that select the pods. @default - all pods of the namespace */
  podLabels: optional(labels),
});

/** Pods of a namespace, or of that of the policy: those with the labels, or all. */
interface NamespacePods {
  readonly namespaceName: string | undefined;
  readonly podLabels?: Readonly<Record<string, string>>;
}

/** Returns the egress to the pods of an endpoint, in their namespace. */
export function endpointEgress(endpoint: NetworkEndpoint): k8s.NetworkPolicyEgressRule {
  return { to: [endpointPeer(endpoint)], ports: [tcpPort(endpoint.port)] };
}

/** Returns the pods of an endpoint as one side of a rule, whichever namespace the policy is in. */
export function endpointPeer(endpoint: CallerPods | NetworkEndpoint): k8s.NetworkPolicyPeer {
  return podsOf({ namespaceName: endpoint.namespace, podLabels: endpoint.labels });
}

/** Returns all pods of a namespace as one side of a rule. */
export function namespacePeer(name: string): k8s.NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { [namespaceName]: name } } };
}

/** Returns pods of a namespace as one side of a rule: those with the labels, or all. */
export function podsOf({ namespaceName, podLabels }: NamespacePods): k8s.NetworkPolicyPeer {
  return {
    ...(namespaceName === undefined ? {} : namespacePeer(namespaceName)),
    ...(podLabels === undefined ? {} : { podSelector: { matchLabels: podLabels } }),
  };
}

/** Returns a peer as one side of a NetworkPolicy's rule. */
export function peer(
  one: CallerPods | NetworkEndpoint | NamespacePods | { readonly cidr: string },
): k8s.NetworkPolicyPeer {
  if ('labels' in one) return endpointPeer(one);
  return 'cidr' in one ? { ipBlock: { cidr: one.cidr } } : podsOf(one);
}

// https://www.iana.org/assignments/iana-ipv4-special-registry: blocks that no address of the internet is in and that clusters use, 240.0.0.0/4
// for pods among them. Clouds serve credentials at link-local addresses, in 100.64.0.0/10 (Alibaba), in 192.0.0.0/24 (Oracle), in
// fc00::/7 (AWS, GCP) and at 168.63.129.16 (Azure).
const privateBlocks = {
  '0.0.0.0/0': [
    ...['10.0.0.0/8', '100.64.0.0/10', '168.63.129.16/32', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
    ...['192.168.0.0/16', '198.18.0.0/15', '240.0.0.0/4'],
  ],
  '::/0': ['fc00::/7', 'fe80::/10'],
};

/** Returns the egress to every address of the internet: no private network, and nothing that a cloud serves credentials at. */
export function internetEgress(): k8s.NetworkPolicyEgressRule {
  return { to: Object.entries(privateBlocks).map(([cidr, except]) => ({ ipBlock: { cidr, except } })) };
}

/** Returns the egress to addresses that no labels select, such as the API server's; to any address without CIDR blocks. */
export function addressEgress(
  cidrs: readonly string[] | undefined,
  ports: readonly number[],
): k8s.NetworkPolicyEgressRule {
  return { to: cidrs?.map((cidr) => ({ ipBlock: { cidr } })), ports: ports.map(tcpPort) };
}
