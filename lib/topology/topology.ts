import { groupKind, KubernetesManifest } from '../manifests/manifest';
import { eachOnce, objectIdentity } from '../manifests/object-identity';
import { groupedBy } from '../props/map';
import { allowedPeers } from './allowed-peers';
import { connections } from './connections';
import { entryEdges, entryNode, isEntry, servedHosts, serviceNode } from './entries';
import { joined, Topology, TopologyEdge, TopologyNode } from './graph';
import { secretsOf } from './secrets';
import { volumesOf } from './volumes';
import { hasPods, podCount, workloadNode } from './workloads';

/**
 * Returns the topology of manifests of any author: what runs, and its connections as far as the manifests tell them. Of an object that is in them
 * twice, the last counts.
 */
export function topology(manifests: readonly KubernetesManifest[]): Topology {
  const objects = inOrder(eachOnce(manifests), objectIdentity);
  const workloads = objects.filter(hasPods);
  const entries = objects.filter(isEntry);
  const services = objects.filter((each) => groupKind(each) === '/Service');
  const served = new Set([...entries, ...services].flatMap(servedHosts));
  const { nodes, edges } = joined([
    { nodes: [...entries.map(entryNode), ...services.map(serviceNode)] },
    { nodes: workloads.map((each) => workloadNode(each, objects)) },
    ...[...entries, ...services].flatMap((each) => [entryEdges(each, objects), secretsOf(each, objects)]),
    ...workloads.flatMap((each) => [
      connections(each, objects, served),
      allowedPeers(each, objects),
      secretsOf(each, objects),
      volumesOf(each, podCount(each), objects),
    ]),
  ]);
  const known = byId(nodes);
  const drawn = withoutImplied(merged(edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to))));
  const reached = new Set(drawn.flatMap(({ from, to }) => [from, to]));
  const shown = [...known.values()].filter(({ id, role }) => role !== 'outside' || reached.has(id));
  const placed = new Set(shown.flatMap((node) => node.objects));
  return {
    nodes: shown,
    edges: drawn,
    others: objects.filter((each) => !placed.has(each)),
  };
}

function byId(nodes: readonly TopologyNode[]): Map<string, TopologyNode> {
  return new Map(inOrder(nodes, ({ id }) => id).map((node) => [node.id, node]));
}

/** Returns one edge for each kind of way between two nodes, with the labels of all. */
function merged(edges: readonly TopologyEdge[]): TopologyEdge[] {
  const groups = groupedBy(edges, ({ from, to, kind }) => [JSON.stringify([from, to, kind])]);
  const all = [...groups.values()].map((same) => ({
    ...same[0],
    labels: [...new Set(same.flatMap(({ labels }) => labels))].sort(),
  }));
  return inOrder(all, ({ from, to, kind }) => JSON.stringify([from, to, kind]));
}

/** Returns edges without those that a policy allows and that another edge, straight or by a Service, says already. */
function withoutImplied(edges: readonly TopologyEdge[]): TopologyEdge[] {
  const stated = edges.filter(({ kind }) => kind === 'connection' || kind === 'request');
  const next = groupedBy(stated, ({ from }) => [from]);
  const implied = (from: string, to: string): boolean =>
    (next.get(from) ?? []).some((edge) => edge.to === to || (next.get(edge.to) ?? []).some((inner) => inner.to === to));
  return edges.filter(({ kind, from, to }) => kind !== 'allowed' || !implied(from, to));
}

// By code unit: the same on every machine, whatever its language.
function inOrder<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ item }) => item);
}
