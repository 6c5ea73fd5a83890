import { durationSeconds } from './duration';
import { Problem, quoted } from '../findings/problem';
import { advised, GivenWith, mistyped, ofType, Schema, SchemaOptions, schemaOf, typed } from './schema';

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
