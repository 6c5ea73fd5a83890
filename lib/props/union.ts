import { ProblemCode } from '../findings/problem';
import { GivenWith, Decided, mistyped, Parsed, PropsOf, Schema, SchemaOptions, schemaOf } from './schema';

/** Returns the schema of one of several types. Of a value that fits none, the issues of the type that fits furthest are reported. */
export function union<
  const Types extends readonly Schema[],
  const Options extends SchemaOptions<Decided<Types[number]>>,
>(types: Types, options?: Options): Schema<GivenWith<PropsOf<Types[number]>, Options>, Decided<Types[number]>> {
  const wanted = types.map((type) => type.wanted).join(' or ');
  const schema: Schema<PropsOf<Types[number]>, Decided<Types[number]>> = {
    wanted,
    parse: (value) => {
      const results: Parsed<unknown>[] = [];
      for (const type of types) {
        const parsed = type.parse(value);
        if (parsed.issues.length === 0) return parsed;
        results.push(parsed);
      }
      return furthest(results, value) ?? mistyped(wanted, value, options?.example);
    },
  };
  return schemaOf(schema, options);
}

/**
 * Finds the result that fits a value furthest: of those that know one of its props, the one with the fewest props that are unknown or
 * missing, then that are missing, then with the fewest issues. Else it is the only one of the right type. Undefined if several fit alike.
 */
function furthest(results: readonly Parsed<unknown>[], value: unknown): Parsed<unknown> | undefined {
  const inside = results.filter(({ issues }) => issues[0]?.at !== '');
  if (inside.length === 0) return only(results.filter(({ typed }) => typed));
  const given = Object.keys(value as object).length;
  const known = inside.filter((result) => gaps(result, ['unknown-prop']) < given);
  const near = fewest(known, (result) => gaps(result, ['unknown-prop', 'missing-prop']));
  const complete = fewest(near, (result) => gaps(result, ['missing-prop']));
  return only(inside) ?? only(fewest(complete, ({ issues }) => issues.length));
}

/** Counts the props of the value itself, not of its parts, that have an issue of these codes. */
function gaps({ issues }: Parsed<unknown>, codes: readonly ProblemCode[]): number {
  return issues.filter(({ at, code }) => codes.includes(code) && !/[.[]/.test(at)).length;
}

function fewest<Item>(items: readonly Item[], count: (item: Item) => number): readonly Item[] {
  const least = Math.min(...items.map(count));
  return items.filter((item) => count(item) === least);
}

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
