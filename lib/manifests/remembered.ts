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
  const positionsIn = remembered((items: readonly Item[]) => {
    const found = new Map<string, number[]>();
    for (const [position, item] of items.entries())
      for (const key of keysOf(item)) {
        const sharing = found.get(key);
        if (sharing === undefined) found.set(key, [position]);
        else sharing.push(position);
      }
    return found;
  });
  return (items, ...keys) => {
    const positions = new Set(keys.flatMap((key) => positionsIn(items).get(key) ?? []));
    return [...positions].sort((a, b) => a - b).flatMap((position) => items[position] ?? []);
  };
}
