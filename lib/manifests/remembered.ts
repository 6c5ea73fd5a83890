import { groupedBy } from '../props/map';

/** Returns a function that computes its result once for each object, or for each list of them. */
export function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = compute(key);
      known.set(key, value);
    }
    return value;
  };
}

/** The same for the last object alone: several callers ask about one before the next. */
export function rememberedLast<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: compute(key) };
    return last.value;
  };
}

/** Returns a search through lists for the items that have one of some keys, in the order of the list. A list is read once. */
export function searchable<Item>(
  keysOf: (item: Item) => readonly string[],
): (items: readonly Item[], ...keys: readonly string[]) => readonly Item[] {
  const groupsOf = remembered((items: readonly Item[]) => groupedBy(items.entries(), ([, item]) => keysOf(item)));
  return (items, ...keys) => {
    const found = new Map(keys.flatMap((key) => groupsOf(items).get(key) ?? []));
    return [...found].sort(([a], [b]) => a - b).map(([, item]) => item);
  };
}
