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

/** Returns the drawing of a topology, and under it the same as a table, a row for each node. */
export function topologySection({ idOf, title, topology, changes }: TopologySectionProps): Markup {
  const { nodes, others } = topology;
  const rowOf = (node: TopologyNode): string => idOf(node.id);
  const headings = [
    'Object',
    'Facts',
    'Set by',
    ...(changes === undefined ? [] : ['Change']),
    'Leads to',
    'Reached from',
  ];
  const count = `${counted(nodes.length, 'node')}${others.length === 0 ? '' : `, ${counted(others.length, 'other object')}`}`;
  return markup`<div class="drawing" tabindex="0" role="region" aria-label="Drawing of ${title}">${topologySvg(topology, { title, rowOf, changes })}</div>
<details class="table">
<summary>As a table: ${count}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Table of ${title}"><table>
<thead><tr>${headings.map((heading) => markup`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>
${tableRows(topology, rowOf, changes)}</tbody>
</table></div>
${others.length > 0 && markup`<p class="others">On no node: ${others.map(objectName).join(', ')}.</p>`}
</details>`;
}

function tableRows(
  { nodes, edges }: Topology,
  rowOf: (node: TopologyNode) => string,
  changes: TopologySectionProps['changes'],
): Markup[] {
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
  return nodes.map((node) => {
    const change = changes?.get(node.id);
    const place = node.namespace !== undefined && markup` <span class="label">${node.namespace}</span>`;
    const cells = [
      list(node.facts.map((fact) => markup`<li>${fact}</li>`)),
      list(settings(node)),
      ...(changes === undefined ? [] : [change && [change.action, ...change.labels].join(', ')]),
      list((leaving.get(node.id) ?? []).map((edge) => link(edge.to, edge))),
      list((coming.get(node.id) ?? []).map((edge) => link(edge.from, edge))),
    ];
    return markup`<tr id="${rowOf(node)}"><th scope="row">${nameText(node)}${place}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>
`;
  });
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
