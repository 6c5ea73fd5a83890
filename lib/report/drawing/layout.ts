import { dagre } from '../../../imports/dagre';
import { groupedBy } from '../../props/map';
import { TopologyEdge } from '../../topology/graph';

/** A point, in pixels from the upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box by its upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A node that is to be placed. */
export interface SizedNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** The group that it is drawn in, such as its namespace. @default - none */
  readonly group?: string;
}

/** The places of nodes, groups and edges. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly groups: ReadonlyMap<string, Box>;
  /** The points that an edge goes through, in the order of the edges. */
  readonly lines: readonly (readonly Point[])[];
}

const settings = {
  rankdir: 'LR',
  nodesep: 16,
  ranksep: 32,
  edgesep: 8,
  marginx: 16,
  marginy: 16,
  ranker: 'network-simplex',
};
// How far an edge pulls its ends together: the way of a request is straighter than the way to a Secret.
const weights: Readonly<Record<TopologyEdge['kind'], number>> = {
  request: 8,
  connection: 4,
  volume: 4,
  allowed: 1,
  secret: 1,
};

/** Returns where nodes and edges are drawn, from left to right along the edges. It depends on its input alone. */
export function layout(nodes: readonly SizedNode[], edges: readonly TopologyEdge[]): Layout {
  const { Graph, layout: place } = dagre();
  const graph = new Graph({ multigraph: true, compound: true });
  graph.setGraph(settings);
  graph.setDefaultEdgeLabel(() => ({}));
  const groups = [...new Set(nodes.flatMap(({ group }) => group ?? []))];
  for (const group of groups) graph.setNode(groupId(group), {});
  for (const { id, width, height, group } of nodes) {
    graph.setNode(id, { width, height });
    if (group !== undefined) graph.setParent(id, groupId(group));
  }
  for (const { from, to, kind } of edges) graph.setEdge(from, to, { weight: weights[kind] }, kind);
  place(graph);
  const ways = edges.map(({ from, to, kind }) => {
    const { points = [] } = graph.edge(from, to, kind) as { readonly points?: readonly Point[] };
    return points;
  });
  // dagre has room for nodes alone: a line may pass above or below all of them.
  const heights = ways.flat().map(({ y }) => y);
  const above = Math.max(0, settings.marginy - Math.min(...heights));
  const boxOf = (id: string): Box => {
    const { x = 0, y = 0, width = 0, height = 0 } = graph.node(id) as Partial<Box>;
    const [left, top] = [x - width / 2, above + y - height / 2];
    return { x: rounded(left), y: rounded(top), width: rounded(width), height: rounded(height) };
  };
  const boxes = new Map(nodes.map(({ id }) => [id, boxOf(id)]));
  const columns = columnsOf([...boxes.values()]);
  const { width = 0, height = 0 } = graph.graph() as Partial<Box>;
  return {
    width: Math.ceil(width),
    height: Math.ceil(above + Math.max(height, settings.marginy + Math.max(...heights))),
    boxes,
    groups: new Map(groups.map((group) => [group, boxOf(groupId(group))])),
    lines: edges.map(({ from, to }, index) => {
      const points = (ways[index] ?? []).map(({ x, y }) => ({ x, y: above + y }));
      return line(boxes.get(from), boxes.get(to), points, columns);
    }),
  };
}

/** A column of nodes, from its left to its right end. */
interface Column {
  readonly middle: number;
  readonly left: number;
  readonly right: number;
}

function columnsOf(boxes: readonly Box[]): Column[] {
  const columns = groupedBy(boxes, ({ x, width }) => [String(Math.round(x + width / 2))]);
  return [...columns].map(([middle, [first, ...rest]]) => {
    const half = Math.max(...[first, ...rest].map(({ width }) => width / 2));
    return { middle: Number(middle), left: Number(middle) - half, right: Number(middle) + half };
  });
}

/** Returns a line from the side of one box to that of another, level where it passes between the nodes of a column. */
function line(
  from: Box | undefined,
  to: Box | undefined,
  points: readonly Point[],
  columns: readonly Column[],
): Point[] {
  if (from === undefined || to === undefined) return [];
  const isForward = from.x <= to.x;
  const end = ({ x, y, width, height }: Box, isRight: boolean): Point => ({
    x: rounded(isRight ? x + width : x),
    y: rounded(y + height / 2),
  });
  const between = points.slice(1, -1).flatMap(({ x, y }) => {
    const column = columns.find(({ middle }) => Math.abs(middle - x) <= 1);
    if (column === undefined) return [];
    const ends = [column.left, column.right].map((each) => ({ x: rounded(each), y: rounded(y) }));
    return isForward ? ends : ends.reverse();
  });
  return [end(from, isForward), ...between, end(to, !isForward)];
}

// No node has such a name.
function groupId(group: string): string {
  return `\0${group}`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
