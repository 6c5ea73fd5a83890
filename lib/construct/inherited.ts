import { Construct, IConstruct } from 'constructs';

type Values = Readonly<Record<string, unknown>>;

const valuesOf = new WeakMap<IConstruct, Values>();
// The path of the first construct that read a value, by its name, at each scope above that construct.
const readers = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Sets values that the constructs below a scope inherit, in place of those that the scope had under these names. Returns the path of a
 * construct that read one of them before, and therefore does not have it.
 */
export function setInherited(scope: Construct, values: Values): string | undefined {
  valuesOf.set(scope, { ...valuesOf.get(scope), ...values });
  const read = readers.get(scope);
  return Object.keys(values)
    .map((name) => read?.get(name))
    .find((reader) => reader !== undefined);
}

/** Returns the values of one name that a construct inherits, from the outermost scope to the nearest. */
export function inheritedValues(construct: IConstruct, name: string): readonly unknown[] {
  return construct.node.scopes.flatMap((scope) => {
    const read = readers.get(scope) ?? new Map<string, string>();
    readers.set(scope, read);
    if (!read.has(name)) read.set(name, construct.node.path);
    const values = valuesOf.get(scope);
    return values !== undefined && Object.hasOwn(values, name) ? [values[name]] : [];
  });
}
