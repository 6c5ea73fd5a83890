import { Observation } from '../observation';

type Placed = Pick<Observation, 'members' | 'nodes'>;

/** The name under which the members are counted whose nodes are not known. */
export const unknownNode = 'unknown';

/** Returns the number of voting members on each node; undefined unless this pod's mongod is the primary. */
export function votersByNode({ members = [], nodes }: Partial<Placed>): Readonly<Record<string, number>> | undefined {
  if (!nodes) return undefined;
  const voters: Record<string, number> = {};
  for (const { ordinal, options } of members) {
    if (!options?.votes) continue;
    const node = nodes[ordinal ?? -1] ?? unknownNode;
    voters[node] = (voters[node] ?? 0) + 1;
  }
  return voters;
}

/** Returns the node that has the majority of the voting members; undefined if none has it, or if there are no more than two. */
export function majorityNode(placed: Partial<Placed>): string | undefined {
  const voters = Object.entries(votersByNode(placed) ?? {});
  const all = voters.reduce((sum, [, count]) => sum + count, 0);
  return voters.find(([node, count]) => node !== unknownNode && all > 2 && 2 * count > all)?.[0];
}
