import { array } from './array';
import { Schema, typed } from './schema';

/**
 * Returns the schema of one item, or of a list of several. Both are decided to a list, which is empty if the prop is left out. The list is an
 * `ArrayLike`: beside an array, the compiler's message on a wrong item compares it with undefined, and names none of its fields.
 */
export function oneOrMore<Given, Value>(
  item: Schema<Given, Value>,
): Schema<Given | ArrayLike<Given> | undefined, readonly Value[]> {
  const list = array(item);
  return {
    wanted: item.wanted,
    parse: (value) => {
      if (value === undefined) return typed([]);
      if (Array.isArray(value)) return list.parse(value);
      const parsed = item.parse(value);
      return parsed.typed ? typed([parsed.value], parsed.issues) : parsed;
    },
  };
}
