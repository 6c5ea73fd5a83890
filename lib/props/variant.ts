import { isPlainObject } from '../findings/described';
import { Entries, ObjectSchema } from './object';
import { issuesAt } from '../findings/problem';
import { Decided, mistyped, ofType, PropsOf, Schema } from './schema';

/** The schema of a prop that one of several objects does not have. */
export const absent = ofType<undefined>('left out', (value) => value === undefined);

/**
 * Returns the schema of one of several objects, which a prop with its own constants tells apart: `type: oneOf(['vault'])`. With several
 * keys, each tells apart what those before it leave.
 */
export function variant<const Types extends readonly ObjectSchema<Entries>[]>(
  key: string | readonly string[],
  types: Types,
  options: { readonly example?: string } = {},
): Schema<PropsOf<Types[number]>, Decided<Types[number]>> {
  const keys = typeof key === 'string' ? [key] : key;
  const wanted = `{ ${keys.map((each) => `${each}: ${constants(each, types)}`).join(', ')}, … }`;
  return {
    wanted,
    parse: (value) => {
      if (!isPlainObject(value)) return mistyped(wanted, value, options.example);
      let left: readonly ObjectSchema<Entries>[] = types;
      for (const each of keys) {
        const [only, ...others] = left;
        if (only !== undefined && others.length === 0) break;
        const fitting = left.filter(({ entries }) => entries[each]?.parse(value[each]).issues.length === 0);
        if (fitting.length === 0) {
          const { issues } = mistyped(constants(each, left), value[each], options.example);
          return { typed: false, issues: issuesAt(each, issues) };
        }
        left = fitting;
      }
      return (left[0] as ObjectSchema<Entries>).parse(value);
    },
  };
}

/** Returns the constants of the types at a key, in words. */
function constants(key: string, types: readonly ObjectSchema<Entries>[]): string {
  const wanted = types.flatMap(({ entries }) => entries[key]?.wanted ?? []);
  return [...new Set(wanted)].join(' or ');
}
