import { groupedBy } from '../../props/map';
import { EdgeKind, NodeRole, Topology, TopologyNode } from '../../topology/graph';
import { NodeChange } from '../drawing/node-drawing';

const shapes: Readonly<Record<NodeRole, readonly [open: string, close: string]>> = {
  internet: ['((', '))'],
  outside: ['[/', '/]'],
  entry: ['>', ']'],
  service: ['([', '])'],
  workload: ['[', ']'],
  job: ['[[', ']]'],
  database: ['[(', ')]'],
  volume: ['[(', ')]'],
  secret: ['{{', '}}'],
  'missing-secret': ['{{', '}}'],
};
const arrows: Readonly<Record<EdgeKind, string>> = {
  request: '==>',
  connection: '-->',
  allowed: '-.->',
  secret: '---',
  volume: '---',
};
// Fills are left to the theme, so that the text can be read in light and in dark mode.
const styles = {
  missing: 'stroke-dasharray:5 4',
  added: 'stroke:#1a7f37,stroke-width:3px',
  changed: 'stroke:#9a6700,stroke-width:3px',
  removed: 'stroke:#cf222e,stroke-width:3px,stroke-dasharray:8 4',
  dangerous: 'stroke:#cf222e,stroke-width:4px',
} as const;

// GitHub does not draw a diagram of more characters or edges.
const mostCharacters = 50_000;
const mostEdges = 500;

/** Returns a topology as a diagram of Mermaid; undefined if it is larger than GitHub draws. Nodes that are changed are marked. */
export function mermaid({ nodes, edges }: Topology, changes?: ReadonlyMap<string, NodeChange>): string | undefined {
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const nodeLine = (node: TopologyNode): string => {
    const [open, close] = shapes[node.role];
    const styled = styleOf(node, changes?.get(node.id));
    return `  ${names.get(node.id) ?? ''}${open}"${labelOf(node, changes?.get(node.id))}"${close}${styled === undefined ? '' : `:::${styled}`}\n`;
  };
  const places = groupedBy(nodes, ({ namespace = '' }) => [namespace]);
  const blocks = [...places].map(([namespace, inside], index) => {
    const lines = inside.map(nodeLine).join('');
    return namespace === '' ? lines : `  subgraph s${index}["${quotedText(namespace)}"]\n${lines}  end\n`;
  });
  const lines = edges.map(
    ({ from, to, kind }) => `  ${names.get(from) ?? ''} ${arrows[kind]} ${names.get(to) ?? ''}\n`,
  );
  const used = new Set(nodes.map((node) => styleOf(node, changes?.get(node.id))));
  const classes = Object.entries(styles).filter(([name]) => used.has(name as keyof typeof styles));
  const definitions = classes.map(([name, style]) => `  classDef ${name} ${style}\n`);
  const text = `flowchart LR\n${[...blocks, ...lines, ...definitions].join('')}`;
  return text.length > mostCharacters || edges.length > mostEdges ? undefined : text;
}

function styleOf({ role }: TopologyNode, change: NodeChange | undefined): keyof typeof styles | undefined {
  if (change !== undefined) return change.isDangerous ? 'dangerous' : change.action;
  return role === 'missing-secret' ? 'missing' : undefined;
}

function labelOf({ name, type, facts, marks, role }: TopologyNode, change: NodeChange | undefined): string {
  const about = role === 'internet' ? [] : [[type, ...facts.slice(0, 1)].join(' · ')];
  const lines = [name, ...about, ...marks.map(({ kind, text }) => `${kind}: ${text}`), ...(change?.labels ?? [])];
  return lines.map(quotedText).join('<br/>');
}

/** A text in a label, in which Mermaid and its HTML read nothing but the text. */
function quotedText(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:;/@+=~·–×…_-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
