import { isValues, Value, Values } from './program/expression';

/** Tells whether a program with these props renders the same as one with all of them. */
export type IsSame = (props: Values) => boolean;

/**
 * Returns props without those, and without the parts of those, that change nothing: the defaults, which the construct knows itself. The
 * container's `size` is the one that leaves the fewest words.
 */
export function minimalProps(props: Values, isSame: IsSame): Values {
  const shortest = without(props, [], isSame, props);
  const { resources } = props;
  if (!isValues(resources) || !isValues(shortest['resources'])) return shortest;
  const sized = sizes
    .map((size) => inPlaceOf(shortest, 'resources', { size, resources }))
    .filter(isSame)
    .map((each) => {
      const left = without(resources, ['resources'], isSame, each);
      return inPlaceOf(each, 'resources', { resources: Object.keys(left).length === 0 ? undefined : left });
    });
  return [shortest, ...sized].sort((one, other) => words(one) - words(other))[0] ?? shortest;
}

/** Returns props in which others replace one of them. */
function inPlaceOf(props: Values, name: string, others: Values): Values {
  return Object.fromEntries(
    Object.entries(props).flatMap(([key, value]) => (key === name ? Object.entries(others) : [[key, value] as const])),
  );
}

const sizes = ['s', 'l'];

// A variable of the name has no default but this one, and what is in overrides is there because nothing else says it.
const defaulted = ['PORT'];

// Props whose values may be lists of props.
const routes = ['ingress', 'httpRoute', 'grpcRoute'];

/** Returns a value without what is in it and changes nothing, tried one after another. */
function without(value: Values, path: readonly string[], isSame: IsSame, whole: Values): Values {
  let result = value;
  let all = whole;
  for (const [name, item] of Object.entries(value)) {
    if (path[0] === 'env' && !defaulted.includes(name)) continue;
    const others = Object.fromEntries(Object.entries(result).filter(([key]) => key !== name));
    const shorter = replaced(all, path, others);
    if (isSame(shorter)) {
      [result, all] = [others, shorter];
      continue;
    }
    const inner = isValues(item)
      ? without(item, [...path, name], isSame, all)
      : shortItems(item, [...path, name], isSame, all);
    result = { ...result, [name]: inner };
    all = replaced(all, path, result);
  }
  return result;
}

/** Returns the items of a list of routes in the same way. */
function shortItems(list: Value, path: readonly string[], isSame: IsSame, whole: Values): Value {
  if (!Array.isArray(list) || !routes.includes(path[0] ?? '')) return list;
  const result = [...(list as readonly Value[])];
  for (const [index, item] of result.entries())
    if (isValues(item)) result[index] = without(item, [...path, String(index)], isSame, replaced(whole, path, result));
  return result;
}

function replaced<Whole extends Value>(whole: Whole, [name, ...rest]: readonly string[], value: Value): Whole {
  if (name === undefined) return value as Whole;
  if (Array.isArray(whole))
    return whole.map((item: Value, index) =>
      String(index) === name ? replaced(item, rest, value) : item,
    ) as unknown as Whole;
  const map: Values = isValues(whole) ? whole : {};
  return { ...map, [name]: replaced(map[name], rest, value) } as Whole;
}

function words(value: Value): number {
  if (Array.isArray(value)) return (value as readonly Value[]).reduce<number>((sum, item) => sum + words(item), 1);
  if (!isValues(value)) return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + words(item), 1);
}
