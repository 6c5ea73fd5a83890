import type * as k8s from '../../../imports/k8s';
import { versionLabel } from '../../kubernetes/labels';
import { dnsEgress } from '../../network/dns';
import { namespacePeer } from '../../network/network-peers';
import { tcpPort } from '../../network/network-port';
import { targetRules } from '../../network/peers';
import { agentPort, mongodPort } from '../agent/contract';
import { apiServerEgress } from '../members/address-access';
import { mongodFiles, restartHash } from './configuration';
import { metricsAnnotations, metricsIngress, scrapedPorts } from '../monitoring/monitoring';
import { mongoPodSpec } from './pod';
import { outsideIngress } from '../expose/outside-services';
import { MongoSet } from './set';
import { claimTemplates } from '../mongod/storage';

/** Returns the StatefulSet: members start together, because none becomes ready without the others, and are replaced one by one. */
export function mongoStatefulSetSpec(set: MongoSet): k8s.StatefulSetSpec {
  return {
    serviceName: set.name,
    replicas: set.members.ordinals.length,
    selector: { matchLabels: set.pods.selector },
    podManagementPolicy: 'Parallel',
    // Without a partition, a pod that is lost in a rollout is recreated from the old revision, deleted as outdated, and so on.
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    minReadySeconds: 10,
    revisionHistoryLimit: 5,
    persistentVolumeClaimRetentionPolicy: set.storage.retention,
    template: {
      metadata: {
        labels: { ...set.pods.podLabels, ...versionLabel(set.image) },
        annotations: {
          ...metricsAnnotations(set),
          ...set.pods.podAnnotations,
          'cdk8s-backend/config': restartHash(mongodFiles(set), set.tls?.mode),
        },
      },
      spec: mongoPodSpec(set),
    },
    volumeClaimTemplates: claimTemplates(set.storage, set.pods.selector),
  };
}

/** Returns the headless Service of the members. It has addresses before readiness: members must find each other to become ready. */
export function membersServiceSpec(set: MongoSet): k8s.ServiceSpec {
  const ports = { mongodb: mongodPort, ...scrapedPorts(set) };
  return {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector: set.pods.selector,
    ports: Object.entries(ports).map(([name, port]) => ({ name, port, targetPort: name, protocol: 'TCP' })),
  };
}

/** Returns ingress from members, clients with the label or outside of the cluster, and Prometheus; and egress to members, DNS, the API server and the targets. */
export function mongoNetworkPolicySpec(set: MongoSet): k8s.NetworkPolicySpec {
  const { clientLabels, clientNamespaces, namespace, apiServer, dns, pods } = set;
  const clients = { podSelector: { matchLabels: clientLabels } };
  const others = [...new Set(clientNamespaces)].filter((name) => name !== namespace);
  const podSelector = { matchLabels: pods.selector };
  const members = [{ podSelector }];
  // Agents read each other's nodes and zones.
  const amongAgents = tcpPort(agentPort);
  return {
    podSelector,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [...members, clients, ...others.map((name) => ({ ...namespacePeer(name), ...clients }))],
        ports: [tcpPort(mongodPort)],
      },
      ...outsideIngress(set),
      { from: members, ports: [amongAgents] },
      ...metricsIngress(set),
    ],
    egress: [
      dnsEgress(dns),
      { to: members, ports: [tcpPort(mongodPort), amongAgents] },
      apiServerEgress(apiServer),
      ...targetRules(pods.targets),
    ],
  };
}
