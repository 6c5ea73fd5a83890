import { counted } from '../../findings/counted';
import { objectName } from '../../manifests/manifest';
import { groupedBy } from '../../props/map';
import { Topology, TopologyEdge, TopologyNode } from '../../topology/graph';
import { NodeChange } from '../drawing/node-drawing';
import { topologySvg } from '../drawing/topology-svg';
import { markup, Markup } from '../markup/markup';
import { SectionIds } from './page-ids';

/** A topology under its heading. */
export interface TopologySectionProps {
  /** The ids of its rows. */
  readonly idOf: SectionIds;
  readonly title: string;
  readonly topology: Topology;
  /** @default - none are drawn */
  readonly changes?: ReadonlyMap<string, NodeChange>;
}

// The widest drawing that most windows show in full size, in pixels.
const usualWidth = 1200;

// It needs no program; its key does.
const fullSize = markup`<p class="switch"><label><input type="checkbox" class="full-size"> Full size <span class="keys" hidden>(f)</span></label></p>`;

/**
 * Returns the drawing of a topology, with a switch if it may not be in full size, and under it the same as a table, a row for each node.
 */
export function topologySection({ idOf, title, topology, changes }: TopologySectionProps): Markup {
  const { nodes, others } = topology;
  const rowOf = (node: TopologyNode): string => idOf(node.id);
  const columns = columnsOf(topology, rowOf, changes);
  const rows = nodes.map((node) => {
    const isUnchanged = changes !== undefined && !changes.has(node.id);
    const place = node.namespace !== undefined && markup` <span class="label">${node.namespace}</span>`;
    const cells = columns.map(({ heading, cell }) => markup`<td data-heading="${heading}">${cell(node)}</td>`);
    return markup`<tr id="${rowOf(node)}"${isUnchanged && markup` class="unchanged"`}><th scope="row">${nameText(node)}${place}</th>${cells}</tr>
`;
  });
  const count = `${counted(nodes.length, 'node')}${others.length === 0 ? '' : `, ${counted(others.length, 'other object')}`}`;
  const { svg, width } = topologySvg(topology, { title, rowOf, changes });
  return markup`<div class="picture" style="--width:${width}px">${width > usualWidth && fullSize}
<div class="drawing" tabindex="0" role="region" aria-label="Drawing of ${title}">${svg}</div>
</div>
<details class="table">
<summary>As a table: ${count}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Table of ${title}"><table>
<thead><tr><th scope="col">Object</th>${columns.map(({ heading }) => markup`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>
${others.length > 0 && markup`<p class="others">On no node: ${others.map(objectName).join(', ')}.</p>`}
</details>`;
}

/** A column of the table, after that of the names. */
interface Column {
  readonly heading: string;
  readonly cell: (node: TopologyNode) => Markup | string | undefined;
}

function columnsOf(
  { nodes, edges }: Topology,
  rowOf: (node: TopologyNode) => string,
  changes: TopologySectionProps['changes'],
): Column[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const [leaving, coming] = [groupedBy(edges, ({ from }) => [from]), groupedBy(edges, ({ to }) => [to])];
  const link = (id: string, { kind, labels }: TopologyEdge): Markup | undefined => {
    const other = byId.get(id);
    const text = [...(kind === 'allowed' ? ['allowed'] : []), ...labels].join('; ');
    return (
      other &&
      markup`<li><a href="#${rowOf(other)}">${nameText(other)}</a>${text !== '' && markup` <span class="label">${text}</span>`}</li>`
    );
  };
  const change = ({ id }: TopologyNode): string | undefined => {
    const found = changes?.get(id);
    return found && [found.action, ...found.labels].join(', ');
  };
  return [
    { heading: 'Facts', cell: ({ facts }) => list(facts.map((fact) => markup`<li>${fact}</li>`)) },
    { heading: 'Set by', cell: (node) => list(settings(node)) },
    ...(changes === undefined ? [] : [{ heading: 'Change', cell: change }]),
    { heading: 'Leads to', cell: ({ id }) => list((leaving.get(id) ?? []).map((edge) => link(edge.to, edge))) },
    { heading: 'Reached from', cell: ({ id }) => list((coming.get(id) ?? []).map((edge) => link(edge.from, edge))) },
  ];
}

/** The marks of a node, and the other objects that settle it. */
function settings({ marks, objects, type, name }: TopologyNode): Markup[] {
  const others = objects.filter(({ kind, metadata }) => kind !== type || metadata.name !== name);
  return [
    ...marks.map(({ kind, text }) => markup`<li>${kind}: ${text}</li>`),
    ...others.map(({ kind, metadata }) => markup`<li class="label">${kind} ${metadata.name}</li>`),
  ];
}

function nameText({ type, name }: TopologyNode): string {
  return type === 'clients' ? name : `${type} ${name}`;
}

function list(items: readonly (Markup | undefined)[]): Markup | undefined {
  return items.length === 0 ? undefined : markup`<ul>${items}</ul>`;
}
