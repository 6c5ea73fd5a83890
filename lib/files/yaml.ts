import { dump } from 'js-yaml';
import { kubectlScalar } from './kubectl-yaml';
import { isMap } from '../props/map';
import { Fields } from '../manifests/manifest';

// Longer texts are seldom the same twice.
const longestKept = 80;
const keptScalars = new Map<unknown, string>();
const keptKeys = new Map<string, string>();

// The longest word that is a boolean or null somewhere, such as `false`.
const longestWord = 5;
const plain = /^(?:[A-Za-z/](?:[\w./-]|:(?=[\w/]))*|\d+\.\d+\.\d+)$/;
const digits = /^\d+$/;

/**
 * Plain data as YAML that readers of YAML 1.1 and 1.2 and kubectl understand alike, without folding, anchors or markers; otherwise
 * what js-yaml's `dump` writes, byte for byte. How a text is quoted is js-yaml's decision, asked once for each text; the nesting is
 * written here, because thousands of manifests share few texts, and deciding about each of them again is most of what `dump` does.
 */
export function yaml(value: unknown): string {
  return isMap(value) && Object.keys(value).length > 0 ? mapLines(value, '') : written(value);
}

/** The lines of a map; `indent` stands before each of them. */
function mapLines(map: Fields, indent: string): string {
  let lines = '';
  for (const key of Object.keys(map)) {
    const name = writtenKey(key);
    // Of several lines, or too long: no key that Kubernetes accepts.
    if (name.startsWith('? ')) return indented(written(map), indent);
    lines += `${indent}${name}:${afterColon(map[key], indent)}`;
  }
  return lines;
}

function afterColon(value: unknown, indent: string): string {
  if (isMap(value) && hasEntries(value)) return `\n${mapLines(value, `${indent}  `)}`;
  if (Array.isArray(value) && value.length > 0) return `\n${listLines(value, `${indent}  `)}`;
  return ` ${scalar(value, indent)}`;
}

function listLines(list: readonly unknown[], indent: string): string {
  let lines = '';
  for (const item of list) lines += `${indent}- ${afterDash(item, indent)}`;
  return lines;
}

/** An item begins on the line of its dash, as if the dash were indentation. */
function afterDash(item: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (isMap(item) && hasEntries(item)) return mapLines(item, inner).slice(inner.length);
  if (Array.isArray(item) && item.length > 0) return listLines(item, inner).slice(inner.length);
  return scalar(item, indent);
}

/** A scalar, or an empty map or list, with its line end; the further lines of a text in a block are indented. */
function scalar(value: unknown, indent: string): string {
  if (typeof value === 'string' && isBlock(value)) return block(value, indent);
  const text = kept(value);
  const first = text.indexOf('\n');
  return first === text.length - 1 ? text : text.slice(0, first + 1) + indented(text.slice(first + 1), indent);
}

function kept(value: unknown): string {
  const text = simple(value) ?? keptScalars.get(value);
  if (text !== undefined) return text;
  const decided = `${quotedForKubectl(value, written({ k: value }).slice('k: '.length, -1))}\n`;
  if (typeof value !== 'object' && decided.length <= longestKept) keptScalars.set(value, decided);
  return decided;
}

/** A value about which nothing is to decide, and its line end; undefined for one that js-yaml decides about. */
function simple(value: unknown): string | undefined {
  if (typeof value === 'string') return isPlain(value) ? `${value}\n` : digits.test(value) ? `'${value}'\n` : undefined;
  if (typeof value === 'boolean' || (Number.isSafeInteger(value) && !Object.is(value, -0))) return `${String(value)}\n`;
  if (Array.isArray(value)) return '[]\n';
  return isMap(value) ? '{}\n' : undefined;
}

/** Tells whether every reader takes a text for itself without quotes; of others js-yaml decides. */
function isPlain(text: string): boolean {
  return text.length > longestWord && plain.test(text);
}

/** Tells whether a text is lines of ASCII, of which the first is not indented and the last is not empty. */
function isBlock(text: string): boolean {
  return text.includes('\n') && /^[!-~]/.test(text) && /[!-~]\n?$/.test(text) && !/[^ -~\n]/.test(text);
}

/** A text of several lines as a literal block, its empty lines without indentation. */
function block(text: string, indent: string): string {
  const body = text.endsWith('\n') ? text : `${text}\n`;
  return `${body === text ? '|' : '|-'}\n${indented(body, `${indent}  `)}`;
}

function writtenKey(key: string): string {
  if (isPlain(key)) return key;
  const found = keptKeys.get(key);
  if (found !== undefined) return found;
  const text = quotedForKubectl(key, written({ [key]: 0 }).slice(0, -': 0\n'.length));
  keptKeys.set(key, text);
  return text;
}

/** The scalar, in quotes if js-yaml writes a string without them that kubectl reads as something else, such as `-_1`. */
function quotedForKubectl(value: unknown, text: string): string {
  return text === value && kubectlScalar(text) !== text ? `'${text}'` : text;
}

function written(value: unknown): string {
  // The marker of a document's end follows a text that ends with empty lines.
  return dump(value, { lineWidth: -1, noRefs: true }).replace(/\n\.\.\.\n$/, '\n');
}

function indented(lines: string, indent: string): string {
  return lines.replace(/^(?=[^\n])/gm, indent);
}

function hasEntries(map: Fields): boolean {
  for (const _ in map) return true;
  return false;
}
