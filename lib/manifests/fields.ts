import { isMap } from '../props/map';

/** The names and indexes that lead from an object to a value in it. */
export type Path = readonly (string | number)[];

/** The fields of an object, of whatever types. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Returns the value at a path of plain data from any author, such as a rendered object. An absent field and one of the wrong type are the
 * same: undefined, or an empty list.
 */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let inner = value;
  for (const key of path) inner = isMap(inner) ? inner[key] : undefined;
  return inner;
}

/** Returns the string at a path; undefined if it has another type. */
export function textField(value: unknown, ...path: readonly string[]): string | undefined {
  const found = field(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** Returns the items of the list at a path; empty if it has another type. */
export function listField(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = field(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Returns the map of strings at a path, such as labels; empty if it has another type. */
export function textMapField(value: unknown, ...path: readonly string[]): Readonly<Record<string, string>> {
  const found = field(value, ...path);
  return isMap(found) ? (found as Readonly<Record<string, string>>) : {};
}

/** A value, and its path in an object. */
export interface Placed {
  readonly path: Path;
  readonly value: unknown;
}

/** Returns the value at a path inside of another one. */
export function placed({ path, value }: Placed, ...inner: readonly string[]): Placed {
  return { path: [...path, ...inner], value: field(value, ...inner) };
}

/** Returns the items of the list at a path inside of another value; none if it has another type. */
export function placedItems({ path, value }: Placed, ...inner: readonly string[]): readonly Placed[] {
  return listField(value, ...inner).map((item, index) => ({ path: [...path, ...inner, index], value: item }));
}
