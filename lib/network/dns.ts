import type * as k8s from '../../imports/k8s';
import { array } from '../props/array';
import { object } from '../props/object';
import { oneOf } from '../props/scalar';
import { decided, named, optional, Props, PropsOf } from '../props/schema';
import { union } from '../props/union';
import { cidrPeer } from './cidr';
import { peer, podsPeer } from './network-peers';
import { port } from './port';
import { remembered } from '../manifests/remembered';

/** Pods of a namespace, all of them unless labels select some; or addresses. */
export type ClusterDnsPeer = PropsOf<typeof podsPeer> | PropsOf<typeof cidrPeer>;

const example = '{ peers: [{ cidr: "10.96.0.10/32" }], ports: [53] }';

// An empty list is every address, or every port, to a NetworkPolicy.
const dnsServers = object(
  {
    /** The servers' pods or addresses. */
    peers: named<readonly ClusterDnsPeer[]>(array(union([podsPeer, cidrPeer]), { minItems: 1, example })),
    /** The ports at which they answer, UDP and TCP: those of the pods, not of their Service. @default [53] */
    ports: optional(named<readonly number[]>(array(port, { minItems: 1, example: '[53]' })), [53]),
  },
  { example },
);

/** DNS servers by their pods or addresses, if no name fits. */
export interface ClusterDnsServers extends PropsOf<typeof dnsServers>, Props {}

/** The kinds of clusters whose DNS servers are known. */
export type ClusterDnsName = 'kube-dns' | 'openshift' | 'node-local' | 'gke';

/**
 * The DNS servers that the pods' NetworkPolicy allows, over UDP and TCP. `kube-dns`: the pods of kube-dns or CoreDNS in `kube-system`.
 * `openshift`: those of OpenShift. `node-local`: NodeLocal DNSCache, by its link-local address or by the address of the Service
 * `kube-dns`. `gke`: kube-dns, NodeLocal DNSCache or Cloud DNS.
 */
export type ClusterDns = ClusterDnsName | ClusterDnsServers;

/** The schema of DNS servers, by name or by their addresses. */
export const dnsChoice = named<ClusterDns>(
  union([oneOf(['kube-dns', 'openshift', 'node-local', 'gke']), dnsServers], {
    example: `"kube-dns" or ${example}`,
  }),
);

/** The prop of every construct that renders a NetworkPolicy. */
export const dns = object({
  /**
   * The cluster's DNS servers, which the NetworkPolicy lets the pods connect to.
   * @default - those of most clusters: kube-dns, OpenShift's, NodeLocal DNSCache and Cloud DNS of GKE
   */
  dns: optional(dnsChoice),
});

/** The prop of DNS servers, as a program writes it. */
export interface DnsProps extends PropsOf<typeof dns>, Props {}

const kubeDns: ClusterDnsPeer = { namespaceName: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } };

// With GKE Dataplane V2 and Cilium's local redirect policies, the cache is a pod of the pod network.
const nodeLocalDns: ClusterDnsPeer = { namespaceName: 'kube-system', podLabels: { 'k8s-app': 'node-local-dns' } };

// https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/networking_operators/dns-operator
const openshiftDns: ClusterDnsPeer = {
  namespaceName: 'openshift-dns',
  podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
};

// NodeLocal DNSCache may listen at any address of the block: 169.254.20.10 by default, 169.254.25.10 of kubespray, 169.254.10.10 of
// AKS. Cloud DNS of GKE answers at 169.254.169.254.
const linkLocal: ClusterDnsPeer = { cidr: '169.254.0.0/16' };

// NodeLocal DNSCache also listens at the address of the Service `kube-dns`, which no label selects and no program knows. It is in one
// of the private blocks, and on GKE also in the block of Services that Google manages.
// https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
const serviceAddresses: readonly ClusterDnsPeer[] = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
].map((cidr) => ({ cidr }));
const gkeServices: ClusterDnsPeer = { cidr: '34.118.224.0/20' };

const gke: ClusterDnsServers = { peers: [kubeDns, nodeLocalDns, linkLocal, ...serviceAddresses, gkeServices] };

const servers: Readonly<Record<ClusterDnsName, ClusterDnsServers>> = {
  'kube-dns': { peers: [kubeDns] },
  openshift: { peers: [openshiftDns], ports: [5353] },
  'node-local': { peers: [kubeDns, linkLocal, ...serviceAddresses] },
  gke,
};

// Works on every cluster that a name stands for.
const common: ClusterDnsServers = { peers: [...gke.peers, openshiftDns], ports: [53, 5353] };

/**
 * Egress to the cluster's DNS. A policy with any egress rule and without this one breaks every name; one that allows the pods of
 * kube-dns alone does so where a cache in the node answers for them (kubernetes#70555).
 */
export function dnsEgress(given: ClusterDns | undefined): k8s.NetworkPolicyEgressRule {
  return egressToServers(typeof given === 'string' ? servers[given] : (given ?? common));
}

// Most constructs of a program have the same servers.
const egressToServers = remembered((given: ClusterDnsServers): k8s.NetworkPolicyEgressRule => {
  const { peers, ports } = decided(dnsServers, given);
  return {
    to: peers.map(peer),
    ports: ports.flatMap((port) => ['UDP', 'TCP'].map((protocol) => ({ protocol, port }))),
  };
});
