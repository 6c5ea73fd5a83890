import { k8s } from '../../imports/k8s';
import { mongodPort, MongoSet } from './set';
import { dnsEgress, tcpPort } from '../values/network-peers';

/** Members among themselves, clients that carry the label, DNS, and the API server; nothing else, in or out. */
export function mongoNetworkPolicySpec({ selector, clientLabels, apiServer }: MongoSet): k8s.NetworkPolicySpec {
  const cidrs = apiServer.cidrs?.map((cidr) => ({ ipBlock: { cidr } }));
  return {
    podSelector: { matchLabels: selector },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [{ podSelector: { matchLabels: selector } }, { podSelector: { matchLabels: clientLabels } }],
        ports: [tcpPort(mongodPort)],
      },
    ],
    egress: [
      dnsEgress(),
      { to: [{ podSelector: { matchLabels: selector } }], ports: [tcpPort(mongodPort)] },
      { ...(cidrs === undefined ? {} : { to: cidrs }), ports: (apiServer.ports ?? [443, 6443]).map(tcpPort) },
    ],
  };
}
