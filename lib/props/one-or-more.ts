import { array } from './array';
import { Schema, typed } from './schema';

/**
 * Returns the schema of one item, or of a list of several. Both are decided to a list, which is empty if the prop is left out. The type of the list is
 * `ArrayLike` for the compiler's message alone: beside an array, it compares a wrong item with undefined, and names none of its fields. An
 * object with a `length` that is no array compiles so, and is a finding.
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
