import type * as k8s from '../../../imports/k8s';
import { targetRules } from '../../network/peers';
import { apiServerEgress } from '../members/address-access';
import { metricsIngress } from '../monitoring/monitoring';
import { agentPort, mongodPort } from '../agent/contract';
import { MongoSet } from './set';
import { dnsEgress } from '../../network/dns';
import { tcpPort } from '../../network/network-peers';

/** Returns ingress from members, clients with the label and Prometheus; and egress to members, DNS, the API server and the targets. */
export function mongoNetworkPolicySpec(set: MongoSet): k8s.NetworkPolicySpec {
  const { clientLabels, apiServer, dns, zoneTags, pods } = set;
  const podSelector = { matchLabels: pods.selector };
  const members = [{ podSelector }];
  // Agents read each other's zones.
  const amongAgents = zoneTags ? [tcpPort(agentPort)] : [];
  return {
    podSelector,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [...members, { podSelector: { matchLabels: clientLabels } }],
        ports: [tcpPort(mongodPort)],
      },
      ...(zoneTags ? [{ from: members, ports: amongAgents }] : []),
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
