import { isInstance, isPlainObject } from '../findings/described';
import { Issue, issuesAt, quoted } from '../findings/problem';
import { parsedProp } from './parsed-prop';
import { Decided, GivenWith, mistyped, PropsOf, Schema, SchemaOptions, schemaOf, typed } from './schema';

/** Returns the schema of an object whose keys are free and whose values are alike. */
export function record<
  Item extends Schema,
  const Options extends SchemaOptions<Readonly<Record<string, Decided<Item>>>>,
>(
  key: Schema<string>,
  item: Item,
  options?: Options,
): Schema<GivenWith<Readonly<Record<string, PropsOf<Item>>>, Options>, Readonly<Record<string, Decided<Item>>>> {
  const wanted = `an object of ${item.plural ?? item.wanted}`;
  const schema: Schema<Readonly<Record<string, PropsOf<Item>>>, Readonly<Record<string, Decided<Item>>>> = {
    wanted,
    parse: (value) => {
      if (!isPlainObject(value))
        return mistyped('an object', value, options?.example ?? (isInstance(value) ? '{ … }' : undefined));
      const issues: Issue[] = [];
      const entries: [string, Decided<Item>][] = [];
      let isTyped = true;
      for (const name of Object.keys(value)) {
        const parsed = parsedProp(item, value, name);
        issues.push(...issuesAt(`[${quoted(name)}]`, [...key.parse(name).issues, ...parsed.issues]));
        if (parsed.typed) entries.push([name, parsed.value]);
        else isTyped = false;
      }
      return isTyped ? typed(Object.fromEntries(entries), issues) : { typed: false, issues };
    },
  };
  return schemaOf(schema, options);
}
