import { Mark, TopologyNode } from '../../topology/graph';
import { markup, Markup } from '../markup/markup';
import { icon } from './icons';
import { Box } from './layout';
import { fitted, textWidth } from './text-width';

/** A change of a node, as its drawing shows it. */
export interface NodeChange {
  readonly action: 'added' | 'changed' | 'removed';
  readonly isDangerous: boolean;
  /** The effects in words: `restarts pods`. */
  readonly labels: readonly string[];
}

const nameSize = 13;
const textSize = 11;
const lineHeight = 16;
const textLeft = 31;
const padding = 10;
const top = 9;
const markHeight = 18;
const secretHeight = 20;
const gap = 5;
const badgeRadius = 10;

const leastWidth = 112;
const mostWidth = 264;

/** Returns the size of a node's card, with room for so many Secrets: as wide as its texts, within bounds. */
export function nodeSize(
  node: TopologyNode,
  secrets: readonly TopologyNode[],
  change?: NodeChange,
): { readonly width: number; readonly height: number } {
  const texts = textLines(node).map((text) => textWidth(text, textSize));
  const names = [textWidth(node.name, nameSize, true), ...secrets.map(({ name }) => textWidth(name, textSize) + 16)];
  const room = Math.max(...names, ...texts) + textLeft + padding;
  const width = Math.ceil(
    Math.min(mostWidth, Math.max(leastWidth, room, ...markRows(node.marks, mostWidth).map(rowWidth))),
  );
  const marks = markRows(node.marks, width).length;
  const lines = 1 + texts.length + (change === undefined ? 0 : changeLines(change, width).length);
  const stacks = [marks * (markHeight + 4), secrets.length * (secretHeight + 4)].filter((stack) => stack > 0);
  return { width, height: stacks.reduce((sum, stack) => sum + stack + 4, 2 * top + lines * lineHeight) };
}

/** Returns a node's card: its icon and name, what it is, its marks, and the change that it has. */
export function nodeCard(node: TopologyNode, { x, y, width, height }: Box, change?: NodeChange): Markup {
  const room = width - textLeft - padding;
  let line = y + top + 12;
  const name = markup`<text class="name" x="${x + textLeft}" y="${line}">${fitted(node.name, room, nameSize, true)}</text>`;
  const lines = [
    ...textLines(node).map((text) => ['fact', text] as const),
    ...(change === undefined ? [] : changeLines(change, width)).map((text) => ['effect', text] as const),
  ];
  const texts = lines.map(([kind, text]) => {
    line += lineHeight;
    return markup`<text class="${kind}" x="${x + textLeft}" y="${line}">${fitted(text, room, textSize)}</text>`;
  });
  const marks = markRows(node.marks, width).flatMap((row) => {
    line += markHeight + 4;
    let left = x + padding;
    return row.map((mark) => {
      const drawn = markPill(mark, left, line);
      left += markWidth(mark) + gap;
      return drawn;
    });
  });
  const badge = change === undefined ? undefined : changeBadge(change, x + width, y);
  const radius = node.role === 'internet' ? height / 2 : 8;
  return markup`<rect class="card" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>${icon(node.role, x + padding - 1, y + top)}${name}${texts}${marks}${badge}`;
}

/** Returns the places of a card's Secrets, in its lower part. */
export function secretBoxes({ x, y, width, height }: Box, count: number): Box[] {
  const first = y + height - top + 2 - count * (secretHeight + 4);
  return Array.from({ length: count }, (_, index) => ({
    x: x + padding,
    y: first + index * (secretHeight + 4),
    width: width - 2 * padding,
    height: secretHeight,
  }));
}

/** Returns a Secret in the card of what needs it. */
export function secretPill({ name }: TopologyNode, { x, y, width, height }: Box): Markup {
  const text = fitted(name, width - 34, textSize);
  return markup`<rect class="card" x="${x}" y="${y}" width="${width}" height="${height}" rx="${height / 2}"/>${icon('secret', x + 8, y + 4, 12)}<text x="${x + 26}" y="${y + 14}">${text}</text>`;
}

/** The lines below a name. */
function textLines({ role, type, facts }: TopologyNode): string[] {
  switch (role) {
    case 'internet':
      return [];
    case 'outside':
      return [type];
    case 'entry':
      return [type, ...facts.slice(0, 1)];
    case 'service':
      return [
        [...(facts[0]?.startsWith('port') === false ? [] : [type]), ...facts.slice(0, 2)]
          .filter((fact) => fact !== 'headless')
          .join(' · '),
      ];
    case 'volume':
      return [[facts[0] ?? type, ...facts.slice(1, 2)].join(' · ')];
    default:
      return [[type, ...facts.slice(0, 1)].join(' · '), ...facts.slice(1, 2)];
  }
}

/** The effects of a change, as many in a line as it has room for. */
function changeLines({ labels, action }: NodeChange, width: number): string[] {
  const lines: string[] = [];
  for (const label of labels.length === 0 ? [action] : labels) {
    const joined = `${lines.at(-1) ?? ''}, ${label}`;
    if (lines.length > 0 && textWidth(joined, textSize) <= width - textLeft - padding) lines[lines.length - 1] = joined;
    else lines.push(label);
  }
  return lines;
}

function changeBadge({ action, isDangerous }: NodeChange, right: number, upper: number): Markup {
  const sign = isDangerous ? '!' : { added: '+', changed: '~', removed: '−' }[action];
  return markup`<g class="badge"><circle cx="${right - 2}" cy="${upper + 2}" r="${badgeRadius}"/><text x="${right - 2}" y="${upper + 6.5}">${sign}</text></g>`;
}

function markPill(mark: Mark, left: number, baseline: number): Markup {
  return markup`<g class="mark"><rect x="${left}" y="${baseline - 13}" width="${markWidth(mark)}" height="${markHeight}" rx="9"/><text x="${left + 8}" y="${baseline}">${markText(mark)}</text></g>`;
}

function markText({ kind, text }: Mark): string {
  return kind === 'autoscaler' ? `autoscaler ${text.replace(' to ', '–').replace(' pods', '')}` : kind;
}

function markWidth(mark: Mark): number {
  return Math.round(textWidth(markText(mark), textSize) + 16);
}

function rowWidth(row: readonly Mark[]): number {
  return row.reduce((sum, mark) => sum + markWidth(mark) + gap, 2 * padding - gap);
}

/** The marks in rows, each as long as a card of a width has room for. */
function markRows(marks: readonly Mark[], width: number): Mark[][] {
  const rows: Mark[][] = [];
  for (const mark of marks) {
    const row = rows.at(-1);
    if (row === undefined || rowWidth([...row, mark]) > width) rows.push([mark]);
    else row.push(mark);
  }
  return rows;
}
