import { typescriptString } from '../../files/typescript-string';
import { Expression, isValues, Value, Values } from './expression';

const width = 120;
const indentation = '  ';

/**
 * Returns a value as TypeScript, laid out as prettier does: in one line if that ends before column 120. `indent` is the number of levels that
 * the line of its beginning is indented by, `before` and `after` the numbers of columns that are taken on that line besides.
 */
export function literal(value: Value, indent = 0, before = 0, after = 0): string {
  const line = inLine(value);
  const taken = indent * indentation.length + before + after;
  if (line !== undefined && taken + line.length <= width) return line;
  if (isList(value)) return listLines(value, indent);
  if (isValues(value)) return mapLines(value, indent);
  return scalar(value);
}

/** Returns a name as a key of an object, in quotes where it needs them. */
export function propertyName(name: string): string {
  // Without the brackets it would be the object's prototype.
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : typescriptString(name).replace(/^`|`$/g, "'");
}

/** Returns a value in one line; undefined if it needs more. */
function inLine(value: Value): string | undefined {
  if (isList(value)) {
    if (isTable(value)) return undefined;
    const items = value.map(inLine);
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  if (isValues(value)) {
    const entries = entriesOf(value).map(([name, item]) => {
      const text = inLine(item);
      return text === undefined ? undefined : property(name, text);
    });
    if (entries.includes(undefined)) return undefined;
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  const text = scalar(value);
  return text.includes('\n') ? undefined : text;
}

/** True for several lists, or several objects, of more than one item each: a row is on a line. */
function isTable(list: readonly Value[]): boolean {
  const isLong = (item: Value): boolean =>
    (isList(item) ? item.length : isValues(item) ? entriesOf(item).length : 0) > 1;
  return list.length > 1 && list.every(isLong) && new Set(list.map(isList)).size === 1;
}

function listLines(list: readonly Value[], indent: number): string {
  const inner = indentation.repeat(indent + 1);
  const lines = list.map((item) => `${inner}${literal(item, indent + 1, 0, 1)},\n`);
  return `[\n${lines.join('')}${indentation.repeat(indent)}]`;
}

function mapLines(map: Values, indent: number): string {
  const inner = indentation.repeat(indent + 1);
  const lines = entriesOf(map).map(([name, item]) => {
    const text = literal(item, indent + 1, propertyName(name).length + 2, 1);
    const line = property(name, text);
    // A string that is too long for the line of its name is on one of its own.
    const isOverlong = !text.includes('\n') && typeof item === 'string' && inner.length + line.length + 1 > width;
    return isOverlong ? `${inner}${propertyName(name)}:\n${inner}${indentation}${text},\n` : `${inner}${line},\n`;
  });
  return `{\n${lines.join('')}${indentation.repeat(indent)}}`;
}

function property(name: string, text: string): string {
  return `${propertyName(name)}: ${text}`;
}

function entriesOf(map: Values): (readonly [string, Value])[] {
  return Object.entries(map).filter(([, item]) => item !== undefined);
}

function scalar(value: Value): string {
  if (value instanceof Expression) return value.text;
  return typeof value === 'string' ? typescriptString(value) : JSON.stringify(value);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
