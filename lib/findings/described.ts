import { quoted } from './problem';
import { unlessThrown } from './thrown';

/** Returns a value for a message. An object is its kind alone, because it may hold constructs, which have no end, or secrets. */
export function described(value: unknown): string {
  return typeof value === 'object' ? kindOf(value) : quoted(value);
}

/** Returns the kind of a value, without the value: a string may be a secret where the key of one is wanted. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return unlessThrown('an object', () => {
    if (Array.isArray(value)) return 'a list';
    const type: unknown = isPlainObject(value) ? Object : value.constructor;
    const name = typeof type === 'function' && type !== Object ? type.name : 'object';
    return `${/^[AEIOU]/i.test(name) ? 'an' : 'a'} ${name}`;
  });
}

/** True if a value is an object as `{ … }` makes it: the keys of a Map, a Date or an instance of a class do not show its content. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return unlessThrown(false, () => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const prototype: unknown = Object.getPrototypeOf(value);
    // The prototype of a plain object, which is another one in each realm, has none.
    return prototype === null || Object.getPrototypeOf(prototype) === null;
  });
}

/** True if an object has a value under one of these names. */
export function isAnySet(props: Readonly<Record<string, unknown>>, names: readonly string[]): boolean {
  return names.some((name) => props[name] !== undefined);
}

/** True if a value is an instance of a class, such as a Map. */
export function isInstance(value: unknown): value is object {
  return unlessThrown(
    false,
    () => typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlainObject(value),
  );
}
