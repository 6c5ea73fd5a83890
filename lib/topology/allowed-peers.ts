import { field, KubernetesManifest, listField, objectName, textField, textMapField } from '../manifests/manifest';
import { isNetworkPolicy, isPoliced } from '../manifests/policed-pods';
import { selectedBy, selecting } from '../manifests/selected-workloads';
import { isEverywhere } from '../plan/internet/private-networks';
import { directions } from '../plan/permissions/policy-coverage';
import { Direction, peersOf, rangeText, rulePorts } from '../plan/permissions/policy-rules';
import { internet, outsideNode, TopologyEdge, TopologyNode, TopologyPart } from './graph';

/** Returns the NetworkPolicies of Kubernetes that select the pods of a workload. */
export const policiesOf = selecting((object) =>
  isNetworkPolicy(object) ? (field(object, 'spec', 'podSelector') ?? {}) : undefined,
);

const dnsPorts = new Set(['53', '5353']);
const namespaceName = 'kubernetes.io/metadata.name';

/**
 * Returns the connections that the NetworkPolicies of a workload allow with pods of the manifests, pods of other namespaces and addresses. Rules without
 * peers and rules of DNS tell nothing of the application, and all pods of the workload's own namespace are no destination.
 */
export function allowedPeers(workload: KubernetesManifest, objects: readonly KubernetesManifest[]): TopologyPart {
  if (!isPoliced(workload)) return {};
  const own = objectName(workload);
  const nodes: TopologyNode[] = [];
  const edges: TopologyEdge[] = [];
  for (const policy of policiesOf(objects, workload))
    for (const direction of ['ingress', 'egress'] as const) {
      if (!directions(policy).some((each) => each.toLowerCase() === direction)) continue;
      for (const rule of listField(policy, 'spec', direction)) {
        const ports = rulePorts(rule);
        if (ports.length > 0 && ports.every((port) => dnsPorts.has(port))) continue;
        for (const { id, node } of peersOf(rule, direction).flatMap((peer) => peerTargets(peer, policy, objects))) {
          if (node !== undefined) nodes.push(node);
          const [from, to] = direction === 'egress' ? [own, id] : [id, own];
          edges.push({ from, to, kind: 'allowed', labels: [allowedText(policy, direction, ports)] });
        }
      }
    }
  return { nodes, edges };
}

function allowedText(policy: KubernetesManifest, direction: Direction, ports: readonly string[]): string {
  const what = ports.length === 0 ? 'every port' : `port ${ports.join(', ')}`;
  return `${what}, by the ${direction} of ${objectName(policy)}`;
}

interface PeerTarget {
  readonly id: string;
  readonly node?: TopologyNode;
}

function peerTargets(
  peer: unknown,
  policy: KubernetesManifest,
  objects: readonly KubernetesManifest[],
): readonly PeerTarget[] {
  const cidr = textField(peer, 'ipBlock', 'cidr');
  if (cidr !== undefined) return [addressTarget(peer, cidr)];
  const [pods, namespaces] = [field(peer, 'podSelector'), field(peer, 'namespaceSelector')];
  const hasLabels =
    Object.keys(textMapField(pods, 'matchLabels')).length + listField(pods, 'matchExpressions').length > 0;
  if (namespaces === undefined)
    return hasLabels ? workloadTargets(selectedBy(pods, policy.metadata.namespace, objects)) : [];
  const name = textField(namespaces, 'matchLabels', namespaceName);
  if (name === undefined) return [nodeTarget(outsideNode('Pods of other namespaces', 'in the cluster'))];
  const found = hasLabels ? selectedBy(pods, name, objects) : [];
  if (found.length > 0) return workloadTargets(found);
  if (name === policy.metadata.namespace) return [];
  const labels = hasLabels ? textMapField(pods, 'matchLabels') : {};
  const [label] = Object.entries<string>(labels).map(([key, value]) =>
    key === 'app' || key.endsWith('/name') ? value : `${key}=${value}`,
  );
  return [
    nodeTarget(
      outsideNode(label === undefined ? name : `${label} in ${name}`, label === undefined ? 'namespace' : 'pods'),
    ),
  ];
}

function addressTarget(peer: unknown, cidr: string): PeerTarget {
  if (isEverywhere(cidr)) return nodeTarget(internet);
  const range = [cidr, ...listField(peer, 'ipBlock', 'except').map(String)].join('!');
  return nodeTarget(outsideNode(rangeText(range), 'addresses'));
}

function nodeTarget(node: TopologyNode): PeerTarget {
  return { id: node.id, node };
}

function workloadTargets(workloads: readonly KubernetesManifest[]): PeerTarget[] {
  return workloads.map((workload) => ({ id: objectName(workload) }));
}
