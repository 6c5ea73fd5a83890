import { counted } from '../../findings/counted';
import { groupedBy } from '../../props/map';
import { EdgeKind, Topology, TopologyEdge, TopologyNode } from '../../topology/graph';
import { markup, Markup } from '../markup/markup';
import { Box, Layout, layout, Point } from './layout';
import { NodeChange, nodeCard, nodeSize, secretBoxes, secretPill } from './node-drawing';

/** A drawing's name, its links and the changes that it marks. */
export interface DrawingProps {
  /** The heading of the drawing, for people who do not see it. */
  readonly title: string;
  /** Returns the id of the row that says all about a node, which is its permalink too. */
  readonly rowOf: (node: TopologyNode) => string;
  /** The changes of nodes, by the nodes' ids. @default - none are drawn */
  readonly changes?: ReadonlyMap<string, NodeChange>;
}

/** A node that has a card of its own, and the Secrets in it. */
interface Card {
  readonly node: TopologyNode;
  readonly secrets: readonly TopologyNode[];
}

/** A picture, and its width in pixels at the size in which its texts are those of a page. */
export interface Drawing {
  readonly svg: Markup;
  readonly width: number;
}

/**
 * Returns a topology as a picture that needs no program: each node is a link to its row. A Secret is drawn in the card of each node that needs it, for the
 * lines to Secrets would hide the others.
 */
export function topologySvg(topology: Topology, props: DrawingProps): Drawing {
  const { nodes, edges } = topology;
  const { title, rowOf, changes } = props;
  const cards = cardsOf(topology);
  const namespaces = new Set(nodes.flatMap(({ namespace }) => namespace ?? []));
  const sized = cards.map(({ node, secrets }) => ({
    id: node.id,
    ...nodeSize(node, secrets, changes?.get(node.id)),
    ...(namespaces.size > 1 ? { group: node.namespace } : {}),
  }));
  const lines = edges.filter(({ kind }) => kind !== 'secret');
  const places = layout(sized, lines);
  const rows = new Map(nodes.map((node) => [node.id, rowOf(node)]));
  const { width, height } = places;
  const about = `${title}: ${counted(nodes.length, 'node')}, ${counted(edges.length, 'edge')}`;
  const svg = markup`<svg class="topology${changes && ' changes'}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${about}">
${[...places.groups].map(([name, box]) => group(name, box))}${lines.map((edge, index) => edgePath(edge, places.lines[index] ?? [], rows))}${cards.map((card) => drawnCard(card, places, props))}</svg>`;
  return { svg, width };
}

function cardsOf({ nodes, edges }: Topology): Card[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const needed = groupedBy(
    edges.filter(({ kind }) => kind === 'secret'),
    ({ from }) => [from],
  );
  const secretsOf = (id: string): TopologyNode[] => (needed.get(id) ?? []).flatMap(({ to }) => byId.get(to) ?? []);
  return nodes.filter((node) => !isSecret(node)).map((node) => ({ node, secrets: secretsOf(node.id) }));
}

function isSecret({ role }: TopologyNode): boolean {
  return role === 'secret' || role === 'missing-secret';
}

function group(name: string, { x, y, width, height }: Box): Markup {
  return markup`<g class="group"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="12"/><text x="${x + 12}" y="${y + 18}">${name}</text></g>
`;
}

function edgePath(
  { from, to, kind, labels }: TopologyEdge,
  points: readonly Point[],
  rows: ReadonlyMap<string, string>,
): Markup {
  const title = labels.length > 0 && markup`<title>${labels.join('; ')}</title>`;
  return markup`<path class="edge ${kind}" d="${curve(points)}" marker-end="url(#arrow-${kind})" data-from="${rows.get(from)}" data-to="${rows.get(to)}">${title}</path>
`;
}

function drawnCard({ node, secrets }: Card, { boxes }: Layout, props: DrawingProps): Markup {
  const box = boxes.get(node.id);
  if (box === undefined) return markup``;
  const card = nodeLink(node, nodeCard(node, box, props.changes?.get(node.id)), props);
  const places = secretBoxes(box, secrets.length);
  const pills = secrets.map((secret, index) => nodeLink(secret, secretPill(secret, places[index] ?? box), props, node));
  return markup`${card}${pills}`;
}

/** A link from a drawing to the row of a node. A Secret has the node that needs it. */
function nodeLink(node: TopologyNode, drawing: Markup, { rowOf, changes }: DrawingProps, user?: TopologyNode): Markup {
  const change = changes?.get(node.id);
  const state = change === undefined ? '' : ` ${change.action}${change.isDangerous ? ' dangerous' : ''}`;
  const row = rowOf(node);
  const marks = node.marks.map(({ kind, text }) => `${kind}: ${text}`);
  const about = [`${node.type} ${node.name}`, ...node.facts, ...marks, ...(change?.labels ?? [])].join(', ');
  const from = user && markup` data-from="${rowOf(user)}"`;
  return markup`<a class="node ${node.role}${state}" href="#${row}" data-node="${row}"${from} aria-label="${about}"><title>${about}</title>${drawing}</a>
`;
}

/** A line through points that leaves and reaches each of them level, as edges do from left to right. */
function curve([first, ...rest]: readonly Point[]): string {
  if (first === undefined) return '';
  let before = first;
  const parts = rest.map((point) => {
    const middle = Math.round(((before.x + point.x) / 2) * 10) / 10;
    const part =
      before.y === point.y ? `H${point.x}` : `C${middle} ${before.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    before = point;
    return part;
  });
  return `M${first.x} ${first.y}${parts.join('')}`;
}

/** The kinds of edges that are drawn as lines. */
export const lineKinds = ['request', 'connection', 'allowed', 'volume'] as const satisfies readonly EdgeKind[];

/** Returns the heads of the arrows, which a page has once. */
export function arrowHeads(): Markup {
  const heads = lineKinds.map(
    (kind) =>
      markup`<marker id="arrow-${kind}" class="head ${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8Z"/></marker>`,
  );
  return markup`<svg width="0" height="0" class="symbols" aria-hidden="true"><defs>${heads}</defs></svg>`;
}
