import { described, kindOf } from '../findings/described';
import { Issue, Problem } from '../findings/problem';

/**
 * The description of a value: its type, its default and its checks. `Given` is the type that a program writes, `Decided` the type
 * after defaults are filled in.
 */
export interface Schema<out Given = unknown, out Decided = Given> {
  /** The types, for `PropsOf` and `Decided`; never set. */
  readonly type?: { readonly given: Given; readonly decided: Decided };
  /** The expected value in a few words: `a string`. */
  readonly wanted: string;
  /** The same in the plural: `strings`. @default - as `wanted` */
  readonly plural?: string;
  /** True for a prop that an object does not have, and another of its variant has. @default - false */
  readonly isAbsent?: true;
  /** Checks a value from a program that no compiler has read, fills in defaults and returns all issues. */
  readonly parse: (value: unknown) => Parsed<Decided>;
}

/** The result of a parse. A value of the right type is there even if it has issues, so that other checks can read it. */
export type Parsed<Value> =
  | { readonly typed: true; readonly value: Value; readonly issues: readonly Issue[] }
  | { readonly typed: false; readonly issues: readonly Issue[] };

/** The type that a program writes. `export interface FooProps extends PropsOf<typeof foo>, Props {}` gives it a name. */
export type PropsOf<S extends Schema> = NonNullable<S['type']>['given'];

/** The mark of an interface of props. Because of it the compiler's messages name the interface instead of the table's type. */
export interface Props {} // eslint-disable-line @typescript-eslint/no-empty-object-type

/** The type after defaults are filled in: a prop with a default is never undefined. */
export type Decided<S extends Schema> = NonNullable<S['type']>['decided'];

/** The options of every schema. */
export interface SchemaOptions<Value> {
  /** The value of a prop that is left out. @default - the prop is required */
  readonly default?: Value;
  /** A value as a program writes it, which an issue advises: `"admin"` in quotes. @default - no advice */
  readonly example?: string;
  /** Checks a value of the right type. @default - no check */
  readonly check?: (value: Value) => Problem | undefined;
}

/** The given type of a schema with these options. */
export type GivenWith<Given, Options> = Options extends { readonly default: unknown } ? Given | undefined : Given;

/** Returns the schema of a type, with its options applied. */
export function schemaOf<Given, Value, Options extends SchemaOptions<Value>>(
  type: Schema<Given, Value>,
  options: Options | undefined,
): Schema<GivenWith<Given, Options>, Value> {
  const { default: value, check } = options ?? {};
  const checked = check === undefined ? type : refine(type, check);
  return (value === undefined ? checked : optional(checked, value)) as Schema<GivenWith<Given, Options>, Value>;
}

/** Returns the schema of values that a test tells from all others. */
export function ofType<Value>(
  wanted: string,
  isOne: (value: unknown) => boolean,
  { plural, example }: { readonly plural?: string; readonly example?: string } = {},
): Schema<Value> {
  return {
    wanted,
    plural,
    parse: (value) => (isOne(value) ? typed(value as Value) : mistyped(wanted, value, example)),
  };
}

/** Returns the schema of a prop that may be left out, and then is undefined or has a default. */
export function optional<Given, Value, const Default extends NoInfer<Value> | undefined = undefined>(
  schema: Schema<Given, Value>,
  value?: Default,
): Schema<Given | undefined, Value | Default> {
  return {
    ...schema,
    parse: (given) => {
      if (given === undefined) return typed(value as Default);
      const parsed = schema.parse(given);
      if (given !== null) return parsed;
      // Null would hide the default.
      return {
        typed: false,
        issues: parsed.issues.map((issue) => ({ ...issue, write: issue.write ?? 'leave it out' })),
      };
    },
  };
}

/** Returns a schema with one more check, of values that have the right type. */
export function refine<Given, Value>(
  schema: Schema<Given, Value>,
  check: (value: Value) => Problem | undefined,
): Schema<Given, Value> {
  return {
    ...schema,
    parse: (value) => {
      const parsed = schema.parse(value);
      if (!parsed.typed) return parsed;
      const found = check(parsed.value);
      return found === undefined ? parsed : { ...parsed, issues: [...parsed.issues, { at: '', ...found }] };
    },
  };
}

/** Returns the same schema, whose issues show the kind of a value alone: the value may be a secret in the wrong place. */
export function unshown<Given, Value>(schema: Schema<Given, Value>): Schema<Given, Value> {
  return {
    ...schema,
    parse: (value) => {
      const parsed = schema.parse(value);
      if (typeof value !== 'string') return parsed;
      return { ...parsed, issues: parsed.issues.map((issue) => ({ ...issue, got: kindOf(value) })) };
    },
  };
}

/** Returns the same schema, whose types have these names in an editor and in messages of the compiler. */
export function named<Given, Value = Given>(schema: Schema<Given, Value>): Schema<Given, Value> {
  return schema;
}

/** Returns a value with its defaults. It throws if a caller passes a value that was not checked and has the wrong type. */
export function decided<Given, Value>(schema: Schema<Given, Value>, given: Given): Value {
  const parsed = schema.parse(given);
  if (!parsed.typed) throw new TypeError(`Cannot decide a value that is not ${schema.wanted}`);
  return parsed.value;
}

/** Returns the result for a value of the wrong type. */
export function mistyped(wanted: string, value: unknown, example?: string, got = described(value)): Parsed<never> {
  const code = value === undefined ? 'missing-prop' : 'invalid-type';
  return { typed: false, issues: [{ code, at: '', want: `must be ${wanted}`, got, ...advised(example) }] };
}

/** Returns the advice to write an example; empty without one. */
export function advised(example: string | undefined): Pick<Problem, 'write'> {
  return example === undefined ? {} : { write: `write ${example}` };
}

/** Returns the result for a value without issues. */
export function typed<Value>(value: Value, issues: readonly Issue[] = []): Parsed<Value> {
  return { typed: true, value, issues };
}
