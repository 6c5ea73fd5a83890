import type * as k8s from '../../../imports/k8s';
import { targetRules } from '../../network/peers';
import { agentPort, mongodPort } from '../agent/contract';
import { accessEgress } from '../members/address-access';
import { metricsIngress } from '../monitoring/monitoring';
import { ApiServerAccess, MongoSet } from './set';
import { dnsEgress } from '../../network/dns';
import { tcpPort } from '../../network/network-peers';

/** Members among themselves, clients that carry the label, Prometheus, DNS, the API server, and the given targets; nothing else, in or out. */
export function mongoNetworkPolicySpec(set: MongoSet): k8s.NetworkPolicySpec {
  const { clientLabels, apiServer, dns, topology, pods } = set;
  const podSelector = { matchLabels: pods.selector };
  const members = [{ podSelector }];
  // Agents tell each other where they are.
  const amongAgents = topology.zoneTags ? [tcpPort(agentPort)] : [];
  return {
    podSelector,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [...members, { podSelector: { matchLabels: clientLabels } }],
        ports: [tcpPort(mongodPort)],
      },
      ...(topology.zoneTags ? [{ from: members, ports: amongAgents }] : []),
      ...metricsIngress(set),
    ],
    egress: [
      dnsEgress(dns),
      { to: members, ports: [tcpPort(mongodPort), ...amongAgents] },
      apiServerEgress(apiServer),
      ...targetRules(pods.targets),
    ],
  };
}

/** Out to the API server. */
export function apiServerEgress(apiServer: ApiServerAccess): k8s.NetworkPolicyEgressRule {
  return accessEgress(apiServer, [443, 6443]);
}
