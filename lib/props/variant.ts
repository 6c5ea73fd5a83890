import { isPlainObject } from '../findings/described';
import { Entries, ObjectSchema } from './object';
import { issuesAt } from '../findings/problem';
import { Decided, mistyped, PropsOf, Schema } from './schema';

/** Returns the schema of one of several objects, which a prop with its own constant tells apart: `type: oneOf(['vault'])`. */
export function variant<const Types extends readonly ObjectSchema<Entries>[]>(
  key: string,
  types: Types,
  options: { readonly example?: string } = {},
): Schema<PropsOf<Types[number]>, Decided<Types[number]>> {
  const constants = types.map(({ entries }) => entries[key]).filter((entry) => entry !== undefined);
  const names = constants.map((entry) => entry.wanted).join(' or ');
  const wanted = `{ ${key}: ${names}, … }`;
  return {
    wanted,
    parse: (value) => {
      if (!isPlainObject(value)) return mistyped(wanted, value, options.example);
      const type = types.find(({ entries }) => entries[key]?.parse(value[key]).issues.length === 0);
      if (type !== undefined) return type.parse(value);
      return { typed: false, issues: issuesAt(key, mistyped(names, value[key], options.example).issues) };
    },
  };
}
