import { nearName } from '../findings/near-name';
import { isPlainObject } from '../findings/described';
import { Issue, issuesAt, quoted } from '../findings/problem';
import { parsedProp } from './parsed-prop';
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
  const names = presentNames(entries);
  const wanted = `{ ${names.join(', ')} }`;
  return {
    entries,
    wanted,
    parse: (value) => {
      if (!isPlainObject(value)) return mistyped(wanted, value, options.example);
      const unknown = unknownNames(entries, value);
      const known = parsedEntries(entries, value);
      const issues = [
        ...[...unknown].map(([name, near]) => unknownProp(name, near, names)),
        ...withoutMeant(known.issues, unknown),
      ];
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
    const parsed = parsedProp(schema, given, name);
    issues.push(...issuesAt(name, parsed.issues));
    if (!parsed.typed) isTyped = false;
    else if (parsed.value !== undefined) value[name] = parsed.value;
  }
  return { typed: isTyped, value, issues };
}

/** Returns the names of a value's props that there are no entries for, each with the entry that it resembles. */
export function unknownNames(
  entries: Entries,
  value: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string | undefined> {
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(entries, name));
  const known = presentNames(entries);
  return new Map(unknown.map((name) => [name, nearName(name, known)]));
}

/** Returns the issues without those of missing props that were given under a name which resembles theirs. */
export function withoutMeant(
  issues: readonly Issue[],
  unknown: ReadonlyMap<string, string | undefined>,
): readonly Issue[] {
  const meant = new Set(unknown.values());
  return issues.filter(({ at, code }) => code !== 'missing-prop' || !meant.has(at));
}

function presentNames(entries: Entries): readonly string[] {
  return Object.keys(entries).filter((name) => entries[name]?.isAbsent !== true);
}

function unknownProp(name: string, near: string | undefined, known: readonly string[]): Issue {
  const write = near === undefined ? `write one of ${known.join(', ')}` : `write ${quoted(near)}`;
  return { at: name, code: 'unknown-prop', want: 'is unknown', write };
}
