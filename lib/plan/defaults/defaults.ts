/**
 * The values that the API server gives to fields that a manifest does not have. A map or a list of maps has the defaults of its fields,
 * or of each item's fields; so a map that is not there is the same as one that has nothing but defaults. A default that depends on
 * other fields is a function of the map that it is in.
 */
export interface Defaults {
  readonly [field: string]: Default;
}

/** The default of one field: a value, those of its own fields, or a function that gives either; undefined if it has none. */
export type Default = unknown;

/** The default of a field whose every value is the API server's own, such as `status`: it is never compared. */
export const serverOwned: unique symbol = Symbol('owned by the API server');

/** The default of a field in a map, given the defaults of the map's fields. */
export function defaultOf(defaults: Default, name: string, owner: Readonly<Record<string, unknown>>): Default {
  if (!isTable(defaults) || !Object.hasOwn(defaults, name)) return undefined;
  const found = defaults[name];
  return typeof found === 'function' ? (found as (owner: Readonly<Record<string, unknown>>) => Default)(owner) : found;
}

/** Tells whether a default is that of several fields, rather than a value. */
export function isTable(defaults: Default): defaults is Defaults {
  return typeof defaults === 'object' && defaults !== null && !Array.isArray(defaults);
}
