import { nearName } from '../findings/near-name';
import { isPlainObject } from '../findings/described';
import { Issue, issuesAt, quoted } from '../findings/problem';
import { Decided, mistyped, PropsOf, Schema, typed } from './schema';

/** The entries of an object: one for each prop, under the sentence that an editor shows. */
export type Entries = Readonly<Record<string, Schema>>;

/** The props as a program writes them. One with a default or that is optional may be left out. */
export type GivenProps<E extends Entries> = {
  readonly [Name in keyof E as undefined extends PropsOf<E[Name]> ? never : Name]: PropsOf<E[Name]>;
} & {
  readonly [Name in keyof E as undefined extends PropsOf<E[Name]> ? Name : never]?: PropsOf<E[Name]>;
};

/** The props with their defaults. */
export type DecidedProps<E extends Entries> = {
  readonly [Name in keyof E as undefined extends Decided<E[Name]> ? never : Name]: Decided<E[Name]>;
} & {
  readonly [Name in keyof E as undefined extends Decided<E[Name]> ? Name : never]?: Decided<E[Name]>;
};

/** The schema of an object, with its entries. */
export interface ObjectSchema<E extends Entries> extends Schema<GivenProps<E>, DecidedProps<E>> {
  readonly entries: E;
}

/** Returns the schema of an object with these props and no others. */
export function object<E extends Entries>(entries: E, options: { readonly example?: string } = {}): ObjectSchema<E> {
  const names = Object.keys(entries);
  const wanted = `{ ${names.join(', ')} }`;
  return {
    entries,
    wanted,
    parse: (value) => {
      if (!isPlainObject(value)) return mistyped(wanted, value, options.example);
      const unknown = Object.keys(value).filter((name) => !Object.hasOwn(entries, name));
      const known = parsedEntries(entries, value);
      const issues = [...unknown.map((name) => unknownProp(name, names)), ...known.issues];
      return known.typed ? typed(known.value as DecidedProps<E>, issues) : { typed: false, issues };
    },
  };
}

/** Parses the props that an object has entries for. A prop of the wrong type is left out of the value. */
export function parsedEntries(
  entries: Entries,
  given: Readonly<Record<string, unknown>>,
): { readonly typed: boolean; readonly value: Readonly<Record<string, unknown>>; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const value: Record<string, unknown> = {};
  let isTyped = true;
  for (const [name, schema] of Object.entries(entries)) {
    const parsed = schema.parse(given[name]);
    issues.push(...issuesAt(name, parsed.issues));
    if (!parsed.typed) isTyped = false;
    else if (parsed.value !== undefined) value[name] = parsed.value;
  }
  return { typed: isTyped, value, issues };
}

function unknownProp(name: string, known: readonly string[]): Issue {
  const near = nearName(name, known);
  const write = near === undefined ? `write one of ${known.join(', ')}` : `write ${quoted(near)}`;
  return { at: name, code: 'unknown-prop', want: 'is unknown', write };
}
