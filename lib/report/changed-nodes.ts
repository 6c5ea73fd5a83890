import { KubernetesManifest } from '../manifests/manifest';
import { objectIdentity } from '../manifests/object-identity';
import { effectsOf, isDangerous, PlannedChange } from '../plan/plan';
import { groupedBy } from '../props/map';
import { TopologyNode } from '../topology/graph';
import { NodeChange } from './drawing/node-drawing';

/**
 * Returns what a plan's changes do to the nodes of a topology, by their ids. The change of an object that settles a node, such as its autoscaler, is a
 * change of the node.
 */
export function changedNodes(
  nodes: readonly TopologyNode[],
  changes: readonly PlannedChange[],
): ReadonlyMap<string, NodeChange> {
  const byObject = groupedBy(changes, ({ object }) => [objectIdentity(object)]);
  const changesOf = (object: KubernetesManifest): readonly PlannedChange[] =>
    byObject.get(objectIdentity(object)) ?? [];
  return new Map(
    nodes.flatMap((node) => {
      const all = node.objects.flatMap(changesOf);
      if (all.length === 0) return [];
      const [own] = node.objects.slice(0, 1).flatMap(changesOf);
      const labels = [...new Set(all.flatMap((change) => effectsOf(change)).map(({ label }) => label))];
      const change: NodeChange = { action: own?.action ?? 'changed', isDangerous: all.some(isDangerous), labels };
      return [[node.id, change] as const];
    }),
  );
}
