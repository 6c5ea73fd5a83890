import { Issue, issuesAt, quoted } from '../findings/problem';
import { parsedProp } from './parsed-prop';
import { Decided, GivenWith, mistyped, Parsed, PropsOf, Schema, SchemaOptions, schemaOf, typed } from './schema';

/** The options of a list. */
export interface ArrayOptions<Item> extends SchemaOptions<readonly Item[]> {
  /** The smallest number of items. With 1, the type asks for a first item. @default 0 */
  readonly minItems?: 0 | 1;
}

type ListOf<Item, Options> = Options extends { readonly minItems: 1 } ? readonly [Item, ...Item[]] : readonly Item[];

/** Returns the schema of a list of like items. If a string is given for a list of strings, the issue advises its words. */
export function array<Item extends Schema, const Options extends ArrayOptions<Decided<Item>>>(
  item: Item,
  options?: Options,
): Schema<GivenWith<ListOf<PropsOf<Item>, Options>, Options>, ListOf<Decided<Item>, Options>> {
  const wanted = `a list of ${item.plural ?? item.wanted}`;
  const schema: Schema<readonly PropsOf<Item>[], readonly Decided<Item>[]> = {
    wanted,
    parse: (value) => {
      if (!Array.isArray(value)) return mistyped(wanted, value, wordsOf(item, value) ?? options?.example);
      if (value.length < (options?.minItems ?? 0)) return empty(options?.example);
      return items(Array.from(value.keys(), (index) => [`[${index}]`, parsedProp(item, value, index)]));
    },
  };
  return schemaOf(schema, options) as ReturnType<typeof array<Item, Options>>;
}

/** Returns the result of several parts of one value. */
function items<Value>(parts: readonly (readonly [string, Parsed<unknown>])[]): Parsed<readonly Value[]> {
  const issues: Issue[] = parts.flatMap(([at, part]) => issuesAt(at, part.issues));
  const values = parts.flatMap(([, part]) => (part.typed ? [part.value as Value] : []));
  return values.length === parts.length ? typed(values, issues) : { typed: false, issues };
}

function empty(example: string | undefined): Parsed<never> {
  const advice = example === undefined ? undefined : { write: `write ${example}` };
  return { typed: false, issues: [{ at: '', code: 'out-of-range', want: 'must not be empty', got: '[]', ...advice }] };
}

/** Returns the words of a string that is given for a list of strings, as a program writes them. */
function wordsOf(item: Schema, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const words = value.split(/\s+/).filter((word) => word !== '');
  const isList = (words.length === 0 ? [value] : words).every((word) => item.parse(word).issues.length === 0);
  return isList ? quoted(words) : undefined;
}
