/** Keys of a Secret. */
export interface SecretKeys {
  readonly name: string;
  readonly keys: readonly string[];
}

/** A piece of a program that is written as it is, such as `keys.key('password')`. */
export class Expression {
  constructor(
    readonly text: string,
    /** The keys that it needs a SecretRef to have. */
    readonly secret: SecretKeys,
  ) {}
}

/** A value of a program: plain data in which expressions may stand. A field that is undefined is not written. */
export type Value = string | number | boolean | null | undefined | Expression | readonly Value[] | Values;

/** Values by name. */
export interface Values {
  readonly [name: string]: Value;
}

/** Tells whether a value is an object with names. */
export function isValues(value: Value): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Expression);
}

/** Returns the expressions in a value, in their order. */
export function expressionsIn(value: Value): Expression[] {
  if (value instanceof Expression) return [value];
  if (typeof value !== 'object' || value === null) return [];
  const inner: readonly Value[] = Array.isArray(value) ? (value as readonly Value[]) : Object.values(value as Values);
  return inner.flatMap(expressionsIn);
}
