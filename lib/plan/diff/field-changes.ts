import { isDeepStrictEqual } from 'node:util';
import { isSameQuantity } from '../../kubernetes/quantity';
import { isMap } from '../../props/map';
import { defaultOf, Defaults, isTable, serverOwned } from '../defaults/defaults';
import { itemsByIdentity, NamedItems } from './list-identity';

/** A field that is added, changed or removed; a value that is undefined is not there. */
export interface FieldChange {
  /** Its names from the object's root; an item of a list is `[name]`, or `[3]` where nothing names it. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  /** The field managers that have set `before` in the cluster since it was applied. @default - none, or not known */
  readonly drift?: string;
}

type Path = readonly string[];
type List = readonly unknown[];

/** One of two values to compare, and the defaults of what is in it. */
interface Side {
  readonly value: unknown;
  readonly defaults: unknown;
}

// Maps whose values are quantities, and fields that are one, in every kind that has them.
const quantityMaps = /^(?:limits|requests|hard|capacity|allocatable|default|defaultRequest|min|max|overhead|podFixed)$/;
const quantityFields = /^(?:sizeLimit|averageValue|divisor|storage)$/;
// Of volumes in custom resources.
const textQuantityFields = /^(?:size|storageSize|volumeSize)$/;

/**
 * The differences between two values, field by field. A field that one of them leaves to its default is equal to the default, and so are
 * quantities of one amount. The items of a list are compared by what names them (a container's name, a mount's path), wherever they
 * stand; another order of them is a change of its own, `[order]`, because it can matter: a variable may use the ones before it.
 */
export function fieldChanges(before: unknown, after: unknown, defaults?: Defaults): FieldChange[] {
  return changes({ value: before, defaults }, { value: after, defaults }, []);
}

/** A path as people write it: `spec.template.spec.containers[web].image`, `metadata.annotations["example.com/team"]`. */
export function pathText(path: Path): string {
  return path
    .map((part) => (part.startsWith('[') ? part : /^[\w-]+$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`))
    .join('')
    .replace(/^\./, '');
}

/** Tells whether two fields are the same, or one of them is in the other. */
export function isOnOnePath(one: Path, other: Path): boolean {
  return one.every((part, index) => (other[index] ?? part) === part);
}

function changes(before: Side, after: Side, path: Path): FieldChange[] {
  const [was, is] = [before.value, after.value];
  if (before.defaults === serverOwned || isDeepStrictEqual(was, is)) return [];
  if (isMap(was) && isMap(is)) {
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    return keys.flatMap((key) => changes(inner(before, was, key), inner(after, is, key), [...path, key]));
  }
  if (isMissingMap(before, is, path)) return changes({ ...before, value: {} }, after, path);
  if (isMissingMap(after, was, path)) return changes(before, { ...after, value: {} }, path);
  if (Array.isArray(was) && Array.isArray(is))
    return listChanges(was, is, path, (one, other, name) =>
      changes({ ...before, value: one }, { ...after, value: other }, [...path, `[${name}]`]),
    );
  return isSameScalar(orDefault(before), orDefault(after), path) ? [] : [{ path, before: was, after: is }];
}

function inner({ defaults }: Side, map: Readonly<Record<string, unknown>>, key: string): Side {
  return { value: map[key], defaults: defaultOf(defaults, key, map) };
}

function orDefault({ value, defaults }: Side): unknown {
  return value === undefined && !isTable(defaults) ? defaults : value;
}

/** A map that is missing is compared as one with all defaults, or without them shown by its fields; an item of a list stays one. */
function isMissingMap({ value, defaults }: Side, other: unknown, path: Path): boolean {
  if (value !== undefined || !isMap(other) || path.at(-1)?.startsWith('[') !== false) return false;
  return isTable(defaults) || Object.keys(other).length > 0;
}

/** The API server takes quantities of one amount for the same: `1024Mi` and `1Gi`. */
function isSameScalar(before: unknown, after: unknown, path: Path): boolean {
  if (isDeepStrictEqual(before, after)) return true;
  const [owner = '', name = ''] = path.slice(-2);
  // A `value` is a quantity in an autoscaler's target.
  const isQuantity = quantityMaps.test(owner) || quantityFields.test(name) || (owner === 'target' && name === 'value');
  const isScalar = [before, after].every((value) => typeof value === 'string' || typeof value === 'number');
  const isText = [before, after].every((value) => typeof value === 'string') && textQuantityFields.test(name);
  return (isQuantity || isText) && isScalar && isSameQuantity(String(before), String(after));
}

/** A comparison of two items of lists, which are called by a name or by an index. */
type Compare = (was: unknown, is: unknown, name: string | number) => FieldChange[];

function listChanges(before: List, after: List, path: Path, compare: Compare): FieldChange[] {
  if (!before.every(isMap) || !after.every(isMap)) return [{ path, before, after }];
  const named = itemsByIdentity(path.at(-1) ?? '', before, after);
  if (named === undefined) return unnamedChanges(before, after, path, compare);
  const renamed = path.at(-1) === 'containers' ? renamedItem(named) : undefined;
  const names = [...new Set([...named.before.keys(), ...named.after.keys()])].filter((name) => name !== renamed?.was);
  const found = names.flatMap((name) =>
    compare(named.before.get(name === renamed?.is ? renamed.was : name), named.after.get(name), name),
  );
  const orderBefore = [...named.before.keys()].filter((name) => named.after.has(name));
  const orderAfter = [...named.after.keys()].filter((name) => named.before.has(name));
  if (isDeepStrictEqual(orderBefore, orderAfter)) return found;
  return [...found, { path: [...path, '[order]'], before: orderBefore, after: orderAfter }];
}

/** Returns the names of the only item that is not in both lists, which has been renamed; undefined if there are more or fewer. */
function renamedItem({ before, after }: NamedItems): { readonly was: string; readonly is: string } | undefined {
  const [was, ...others] = [...before.keys()].filter((name) => !after.has(name));
  const [is, ...more] = [...after.keys()].filter((name) => !before.has(name));
  return was === undefined || is === undefined || others.length + more.length > 0 ? undefined : { was, is };
}

/** Equal items are no change, wherever they stand; of the others, the first is compared with the first. */
function unnamedChanges(before: List, after: List, path: Path, compare: Compare): FieldChange[] {
  const added = [...after.entries()];
  const removed: (readonly [number, unknown])[] = [];
  for (const [index, item] of before.entries()) {
    const same = added.findIndex(([, other]) => compare(item, other, index).length === 0);
    if (same < 0) removed.push([index, item]);
    else added.splice(same, 1);
  }
  const pairs = Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => index);
  const found = pairs.flatMap((pair) => {
    const [index = 0] = added[pair] ?? removed[pair] ?? [];
    return compare(removed[pair]?.[1], added[pair]?.[1], index);
  });
  if (found.length > 0 || before.every((item, index) => compare(item, after[index], index).length === 0)) return found;
  return [{ path: [...path, '[order]'], before, after }];
}
