import { isPlainObject } from '../findings/described';
import { Entries, ObjectSchema } from './object';
import { Issue, issuesAt } from '../findings/problem';
import { parsedSafely } from './parsed-prop';
import { Decided, mistyped, ofType, PropsOf, Schema, typed } from './schema';

/** The schema of a prop that one of several objects does not have. */
export const absent = absentWithout();

/** Returns the schema of a prop that an object does not have without another prop. */
export function absentWithout(prop?: string): Schema<undefined> {
  const wanted = prop === undefined ? 'left out' : `left out without ${prop}`;
  return { ...ofType<undefined>(wanted, (value) => value === undefined), isAbsent: true };
}

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
        const given = parsedSafely(() => typed(value[each]));
        if (!given.typed) return { typed: false, issues: issuesAt(each, given.issues) };
        const fitting = left.filter(({ entries }) => entries[each]?.parse(given.value).issues.length === 0);
        if (fitting.length === 0) {
          const { issues } = mistyped(constants(each, left), given.value, options.example);
          return { typed: false, issues: issuesAt(each, issues) };
        }
        left = fitting;
      }
      const type = left[0] as ObjectSchema<Entries>;
      const parsed = type.parse(value);
      return { ...parsed, issues: parsed.issues.map((issue) => ofOtherType(issue, type, types, keys)) };
    },
  };
}

/** Returns the issue of an unknown prop that another type has with the advice to choose that one; any other issue as it is. */
function ofOtherType(
  issue: Issue,
  type: ObjectSchema<Entries>,
  types: readonly ObjectSchema<Entries>[],
  keys: readonly string[],
): Issue {
  if (issue.code !== 'unknown-prop') return issue;
  const owners = types.filter(({ entries: { [issue.at]: entry } }) => entry !== undefined && entry.isAbsent !== true);
  const key = keys.find((each) => owners.every(({ entries }) => entries[each]?.wanted !== type.entries[each]?.wanted));
  if (owners.length === 0 || key === undefined) return issue;
  const write = owners.every(({ entries }) => entries[key]?.isAbsent === true)
    ? `leave out ${key} or ${issue.at}`
    : `write ${key}: ${constants(key, owners)}, or leave it out`;
  return { ...issue, want: 'is unknown here', write };
}

/** Returns the constants of the types at a key, in words. */
function constants(key: string, types: readonly ObjectSchema<Entries>[]): string {
  const wanted = types.flatMap(({ entries }) => entries[key]?.wanted ?? []);
  return [...new Set(wanted)].join(' or ');
}
