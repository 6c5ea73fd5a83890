import { Problem, quoted } from '../findings/problem';
import { GivenWith, mistyped, ofType, Schema, SchemaOptions, schemaOf, typed } from './schema';

/** Returns the schema of a string. */
export function string<const Options extends SchemaOptions<string>>(
  options?: Options,
): Schema<GivenWith<string, Options>, string> {
  const schema: Schema<string> = {
    wanted: 'a string',
    plural: 'strings',
    parse: (value) =>
      typeof value === 'string' ? typed(value) : mistyped('a string', value, options?.example ?? inQuotes(value)),
  };
  return schemaOf(schema, options);
}

/** Returns the options of a string that a pattern describes. `want` and `example` are the words of its issue. */
export function matching(
  pattern: RegExp,
  want: string,
  example: string,
): Required<Omit<SchemaOptions<string>, 'default'>> {
  const problem = { code: 'invalid-format', want, write: `write ${example}` } as const;
  return { example, check: (text) => (pattern.test(text) ? undefined : { ...problem, got: quoted(text) }) };
}

/** Returns the schema of true or false. */
export function boolean<const Options extends SchemaOptions<boolean>>(
  options?: Options,
): Schema<GivenWith<boolean, Options>, boolean> {
  return schemaOf(
    ofType<boolean>('true or false', (value) => typeof value === 'boolean', options),
    options,
  );
}

/** Returns the schema of one of some values. */
export function oneOf<
  const Value extends string | number | boolean,
  const Options extends SchemaOptions<NoInfer<Value>>,
>(values: readonly Value[], options?: Options): Schema<GivenWith<Value, Options>, Value> {
  const isOne = (value: unknown): boolean => values.some((one) => one === value);
  return schemaOf(ofType<Value>(values.map(quoted).join(' or '), isOne, options), options);
}

/**
 * Returns the schema of a value that a check describes. The check gets no object, whose content a message must not show, and a value
 * that it refuses has the wrong type.
 */
export function custom<Value extends string | number | boolean>(
  wanted: string,
  check: (value: unknown) => Problem | undefined,
): Schema<Value> {
  return {
    wanted,
    parse: (value) => {
      if (typeof value === 'object' || typeof value === 'function' || typeof value === 'symbol')
        return mistyped(wanted, value);
      const found = check(value);
      return found === undefined ? typed(value as Value) : { typed: false, issues: [{ at: '', ...found }] };
    },
  };
}

function inQuotes(value: unknown): string | undefined {
  return typeof value === 'boolean' || Number.isFinite(value) ? quoted(String(value)) : undefined;
}
