import { isDeepStrictEqual } from 'node:util';
import { canonical } from '../values/quantity';
import { itemsByIdentity } from './list-identity';

/** A field that is added, changed or removed; a value that is undefined is not there. */
export interface FieldChange {
  /** Its names from the object's root; an item of a list is `[name]`, or `[3]` where nothing names it. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

// Maps whose values are quantities, of which the API server makes one form.
const quantityMaps = new Set(['limits', 'requests', 'hard', 'capacity', 'allocatable', 'default', 'defaultRequest']);

/**
 * What differs between two values, field by field. The items of a list are compared by what names them (a container's name, a
 * mount's path), wherever they stand; that their order differs is a change of its own, `[order]`, because it can matter: a variable
 * may use the ones before it.
 */
export function fieldChanges(before: unknown, after: unknown, path: readonly string[] = []): FieldChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => fieldChanges(before[key], after[key], [...path, key]));
  }
  if (isAddedMap(before, after, path) || isAddedMap(after, before, path))
    return fieldChanges(before ?? {}, after ?? {}, path);
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path);
  return isSameQuantity(before, after, path) ? [] : [{ path, before, after }];
}

/** How people write a path: `spec.template.spec.containers[web].image`, `metadata.annotations["example.com/team"]`. */
export function pathText(path: readonly string[]): string {
  return path
    .map((part) => (part.startsWith('[') ? part : /^[\w-]+$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`))
    .join('')
    .replace(/^\./, '');
}

function listChanges(before: readonly unknown[], after: readonly unknown[], path: readonly string[]): FieldChange[] {
  if (![...before, ...after].every(isMap)) return [{ path, before, after }];
  const named = itemsByIdentity(path.at(-1) ?? '', before as Fields[], after as Fields[]);
  if (named === undefined) return unnamedChanges(before, after, path);
  const names = [...new Set([...named.before.keys(), ...named.after.keys()])];
  const changes = names.flatMap((name) =>
    fieldChanges(named.before.get(name), named.after.get(name), [...path, `[${name}]`]),
  );
  const orderBefore = [...named.before.keys()].filter((name) => named.after.has(name));
  const orderAfter = [...named.after.keys()].filter((name) => named.before.has(name));
  if (isDeepStrictEqual(orderBefore, orderAfter)) return changes;
  return [...changes, { path: [...path, '[order]'], before: orderBefore, after: orderAfter }];
}

/** Equal items are no change, wherever they stand; of the others, the first is compared with the first. */
function unnamedChanges(before: readonly unknown[], after: readonly unknown[], path: readonly string[]): FieldChange[] {
  const added = [...after.entries()];
  const removed: (readonly [number, unknown])[] = [];
  for (const [index, item] of before.entries()) {
    const same = added.findIndex(([, other]) => isDeepStrictEqual(item, other));
    if (same < 0) removed.push([index, item]);
    else added.splice(same, 1);
  }
  const pairs = Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => index);
  const changes = pairs.flatMap((pair) => {
    const [index = 0] = added[pair] ?? removed[pair] ?? [];
    return fieldChanges(removed[pair]?.[1], added[pair]?.[1], [...path, `[${index}]`]);
  });
  return changes.length > 0 ? changes : [{ path: [...path, '[order]'], before, after }];
}

/** A map that comes or goes as a whole is shown by its fields; an item of a list stays one. */
function isAddedMap(value: unknown, other: unknown, path: readonly string[]): boolean {
  return other === undefined && isMap(value) && Object.keys(value).length > 0 && path.at(-1)?.startsWith('[') === false;
}

function isSameQuantity(before: unknown, after: unknown, path: readonly string[]): boolean {
  if (!quantityMaps.has(path.at(-2) ?? '')) return false;
  const isQuantity = [before, after].every((value) => typeof value === 'string' || typeof value === 'number');
  return isQuantity && canonical(String(before)) === canonical(String(after));
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
