import { durationSeconds } from './duration';
import { Problem, quoted } from '../findings/problem';
import { advised, GivenWith, mistyped, ofType, Schema, schemaOf, SchemaOptions, typed } from './schema';

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

/** The options of an integer. */
export interface IntegerOptions extends SchemaOptions<number> {
  readonly min: number;
  /** @default 2147483647, the largest number of Kubernetes' int32 fields */
  readonly max?: number;
}

const largestInt32 = 2147483647;

/** Returns the schema of a number. */
export function number<const Options extends SchemaOptions<number>>(
  options?: Options,
): Schema<GivenWith<number, Options>, number> {
  const words = { plural: 'numbers', example: options?.example };
  return schemaOf(
    ofType<number>('a number', (value) => typeof value === 'number', words),
    options,
  );
}

/** Returns the schema of an integer of a range. A duration such as `"5m"` in its place is advised to become its seconds. */
export function integer<const Options extends IntegerOptions>(
  options: Options,
): Schema<GivenWith<number, Options>, number> {
  const { min, max, example } = options;
  const wanted = `an integer ${range(min, max)}`;
  const schema: Schema<number> = {
    wanted,
    plural: `integers ${range(min, max)}`,
    parse: (value) => {
      if (value === undefined || value === null || typeof value === 'object') return mistyped(wanted, value, example);
      const problem = integerProblem(value, min, max);
      if (problem === undefined) return typed(value as number);
      const issues = [{ at: '', ...problem, ...advised(example) }];
      return typeof value === 'number' ? typed(value, issues) : { typed: false, issues };
    },
  };
  return schemaOf(schema, options);
}

/** Returns the problem of a value that must be an integer of a range; undefined if it is one. */
export function integerProblem(value: unknown, min: number, max = largestInt32): Problem | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return undefined;
  const isAboveAll = typeof value === 'number' && value > largestInt32;
  return {
    code: typeof value === 'number' ? 'out-of-range' : 'invalid-type',
    want: `must be an integer ${range(min, max, isAboveAll)}`,
    got: quoted(value),
    write: `write ${nearestInteger(value, min, max)}`,
  };
}

function range(min: number, max = largestInt32, withMax = false): string {
  return max === largestInt32 && !withMax ? `from ${min}` : `from ${min} to ${max}`;
}

/** Returns the integer of the range that is nearest to a value; of `"30s"` and `"5m"` the seconds. */
function nearestInteger(value: unknown, min: number, max: number): number {
  const meant = typeof value === 'string' && !/^\s*$/.test(value) ? Number(value) : value;
  const nearest = typeof meant === 'number' && !Number.isNaN(meant) ? Math.round(meant) : durationSeconds(value);
  return Number.isNaN(nearest) ? min : Math.min(max, Math.max(min, nearest));
}

function inQuotes(value: unknown): string | undefined {
  return typeof value === 'boolean' || Number.isFinite(value) ? quoted(String(value)) : undefined;
}
