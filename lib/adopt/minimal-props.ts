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
    if (!isValues(item)) continue;
    const inner = without(item, [...path, name], isSame, all);
    result = { ...result, [name]: inner };
    all = replaced(all, path, result);
  }
  return result;
}

function replaced(whole: Values, [name, ...rest]: readonly string[], value: Values): Values {
  if (name === undefined) return value;
  const inner = whole[name];
  return { ...whole, [name]: replaced(isValues(inner) ? inner : {}, rest, value) };
}

function words(value: Value): number {
  if (Array.isArray(value)) return (value as readonly Value[]).reduce<number>((sum, item) => sum + words(item), 1);
  if (!isValues(value)) return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + words(item), 1);
}
