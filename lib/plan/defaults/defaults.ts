/**
 * The values that the API server gives to fields that a manifest does not have. A map or a list of maps has the defaults of its fields,
 * or of each item's fields; so a map that is not there is the same as one that has nothing but defaults.
 */
export interface Defaults {
  readonly [field: string]: Default;
}

/**
 * The default of one field: a value, the defaults of its own fields, or a function that gives either from the map that the field is in;
 * undefined if it has none.
 */
export type Default = string | number | boolean | symbol | undefined | readonly unknown[] | Defaults | DefaultOfOwner;
type DefaultOfOwner = (owner: Readonly<Record<string, unknown>>) => unknown;

/** The default of a field whose every value is the API server's own, such as `status`: it is never compared. */
export const serverOwned: unique symbol = Symbol('owned by the API server');

/** One default for several fields. */
export function sameDefault(value: Default, ...fields: readonly string[]): Defaults {
  return Object.fromEntries(fields.map((name) => [name, value]));
}

/** The default of a field in a map, given the defaults of the map's fields. */
export function defaultOf(defaults: unknown, name: string, owner: Readonly<Record<string, unknown>>): unknown {
  if (!isTable(defaults) || !Object.hasOwn(defaults, name)) return undefined;
  const found = defaults[name];
  return typeof found === 'function' ? found(owner) : found;
}

/** Tells whether a default is that of several fields, rather than a value. */
export function isTable(defaults: unknown): defaults is Defaults {
  return typeof defaults === 'object' && defaults !== null && !Array.isArray(defaults);
}
