import { isMap } from '../props/map';

/**
 * Reading of plain data that anybody may have written, such as a rendered object. An absent field and one of the wrong type are the
 * same: undefined, or an empty list.
 */
export function field(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isMap(inner) ? inner[key] : undefined), value);
}

/** The text at a path, undefined if there is none. */
export function textField(value: unknown, ...path: readonly string[]): string | undefined {
  const found = field(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The items of the list at a path, none if there is no list. */
export function listField(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = field(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The map of texts at a path, such as labels; empty if there is none. */
export function textMapField(value: unknown, ...path: readonly string[]): Readonly<Record<string, string>> {
  const found = field(value, ...path);
  return isMap(found) ? (found as Readonly<Record<string, string>>) : {};
}

/** Every text under a value with its path, such as `spec.ports[0].name`. */
export function* textsIn(value: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    yield* textsIn(item, at);
  }
}

/** Tells whether a text under a value, or a key, fits. */
export function someText(value: unknown, fits: (text: string) => boolean): boolean {
  if (typeof value === 'string') return fits(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => someText(item, fits));
  return Object.entries(value).some(([key, item]) => fits(key) || someText(item, fits));
}
