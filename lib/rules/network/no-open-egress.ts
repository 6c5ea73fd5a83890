import { field, groupKind, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { protocolOf } from '../../manifests/pod-template';
import { apiServerPorts } from '../../mongo/members/address-access';
import { Rule } from '../rule';

const dnsPort = 53;
const everywhere = ['0.0.0.0/0', '::/0'];

/**
 * Egress without peers, or to a block of all addresses, is to every address, in the cluster and outside. A rule without ports says so on purpose,
 * and one of DNS alone has a reason: the servers differ from cluster to cluster.
 */
export const noOpenEgress: Rule = {
  id: 'no-open-egress',
  summary: 'Egress of a NetworkPolicy to ports names the peers or the addresses',
  why: 'a pod that is taken over reaches these ports everywhere, on the internet too',
  level: 'note',
  *check(policy) {
    if (groupKind(policy) !== 'networking.k8s.io/NetworkPolicy') return;
    for (const [index, rule] of listField(policy, 'spec', 'egress').entries()) {
      const ports = listField(rule, 'ports');
      const peers = openPeers(rule);
      if (peers === undefined || ports.every(isDns)) continue;
      const blocks = 'to: [{ ipBlock: { cidr: "10.0.0.1/32" } }]';
      yield {
        path: ['spec', 'egress', index],
        want: 'must name its addresses',
        got: `${peers} at ${portsText(ports)}`,
        write: isToApiServer(policy, ports)
          ? `write ${blocks} with those of the Service kubernetes, or apiServer: { cidrs: ["10.0.0.1/32"] } of a MongoStatefulSet`
          : `name the CIDR blocks or peers, such as ${blocks}`,
      };
    }
  },
};

/** The peers of a rule that are all addresses: `any`, or the block of all. Undefined if each peer is some of them. */
function openPeers(rule: unknown): string | undefined {
  const peers = listField(rule, 'to');
  if (peers.length === 0) return 'any';
  const blocks = peers.filter((peer) => listField(peer, 'ipBlock', 'except').length === 0);
  return blocks.map((peer) => textField(peer, 'ipBlock', 'cidr') ?? '').find((cidr) => everywhere.includes(cidr));
}

function isDns(port: unknown): boolean {
  return field(port, 'port') === dnsPort && (field(port, 'endPort') ?? dnsPort) === dnsPort;
}

function portsText(ports: readonly unknown[]): string {
  const numbered = ports.filter((port) => field(port, 'port') !== undefined).map(portText);
  const all = ports.filter((port) => field(port, 'port') === undefined).map((port) => `all ${protocolOf(port)} ports`);
  const isOne = numbered.length === 1 && !String(numbered[0]).includes('-');
  const some = numbered.length === 0 ? [] : [`${isOne ? 'port' : 'ports'} ${numbered.join(', ')}`];
  return [...some, ...all].join(' and ');
}

function portText(port: unknown): string {
  const [first, last] = ['port', 'endPort'].map((name) => field(port, name) as number | string | undefined);
  return last === undefined || last === first ? String(first) : `${first}-${last}`;
}

/** True if the ports are those of API servers, and one of them is of nothing else or the policy is of a MongoStatefulSet. */
function isToApiServer(policy: KubernetesManifest, ports: readonly unknown[]): boolean {
  const numbers = ports.map((port) => (field(port, 'endPort') === undefined ? field(port, 'port') : undefined));
  const isOfSet = policy.metadata.labels?.['app.kubernetes.io/component'] === 'database';
  const isTheirs = (port: unknown): boolean => apiServerPorts.some((one) => one === port);
  return numbers.every(isTheirs) && (numbers.includes(6443) || isOfSet);
}
