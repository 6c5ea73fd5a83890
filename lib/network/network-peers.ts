import type * as k8s from '../../imports/k8s';
import { NetworkEndpoint, CallerPods } from './endpoint';

const namespaceName = 'kubernetes.io/metadata.name';

/** Returns the egress to the pods of an endpoint, in their namespace. */
export function endpointEgress(endpoint: NetworkEndpoint): k8s.NetworkPolicyEgressRule {
  return { to: [endpointPeer(endpoint)], ports: [tcpPort(endpoint.port)] };
}

/** Returns the pods of an endpoint as one side of a rule, whichever namespace the policy is in. */
export function endpointPeer(endpoint: CallerPods | NetworkEndpoint): k8s.NetworkPolicyPeer {
  return {
    ...(endpoint.namespace === undefined ? {} : namespacePeer(endpoint.namespace)),
    podSelector: { matchLabels: endpoint.labels },
  };
}

/** Returns all pods of a namespace as one side of a rule. */
export function namespacePeer(name: string): k8s.NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { [namespaceName]: name } } };
}

/** Returns the egress to every address but the link-local ones, where clouds serve instance credentials (169.254.169.254). */
export function internetEgress(): k8s.NetworkPolicyEgressRule {
  return {
    to: [
      { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } },
      { ipBlock: { cidr: '::/0', except: ['fe80::/10'] } },
    ],
  };
}

/** Returns the egress to addresses that no labels select, such as the API server's; to any address without CIDR blocks. */
export function addressEgress(
  cidrs: readonly string[] | undefined,
  ports: readonly number[],
): k8s.NetworkPolicyEgressRule {
  return { to: cidrs?.map((cidr) => ({ ipBlock: { cidr } })), ports: ports.map(tcpPort) };
}

/** Returns a TCP port of a rule. */
export function tcpPort(port: number): k8s.NetworkPolicyPort {
  return { protocol: 'TCP', port };
}
