import { kindOf } from '../../findings/described';
import { Issue, quoted } from '../../findings/problem';
import { SecretType } from '../../kubernetes/secret-type';
import { record } from '../../props/record';
import { string } from '../../props/scalar';
import { mistyped, Schema, typed, unshown } from '../../props/schema';

/** The name of a Secret and its namespace. */
export interface SecretName {
  /** The Secret's name. */
  readonly name: string;
  /** The Secret's namespace. */
  readonly namespace: string | undefined;
}

/** A Secret as its SecretRef declares it, whatever its source. */
export interface DeclaredSecret extends SecretName {
  /** The Secret's keys. */
  readonly keys: readonly string[];
  /** The Secret's type. */
  readonly type: SecretType;
  /** The Secret of another namespace whose values it has; undefined if it is no copy. */
  readonly copyOf?: SecretName | undefined;
}

/** A source whose `keys` are the keys of a Secret. */
export type KeyedBy<
  Key extends string,
  Source extends { readonly keys: Readonly<Record<string, unknown>> },
> = Source extends unknown
  ? Omit<Source, 'keys'> & {
      /** The place of the value of each key. */
      readonly keys: Readonly<Record<Key, Source['keys'][string]>>;
    }
  : never;

/** A string of a source, such as a name in a store. It is never shown, because it may be a secret in the wrong place. */
export const word: Schema<string> = {
  wanted: 'a string',
  parse: (value) => {
    if (typeof value === 'string' && value !== '') return typed(value);
    return mistyped('a string that is not empty', value, undefined, value === '' ? '""' : kindOf(value));
  },
};

/** Returns the schema of values by the key of a Secret. `example` is one of them. */
export function valuesByKey<Given, Value>(
  item: Schema<Given, Value>,
  example: string,
): Schema<Readonly<Record<string, Given>>, Readonly<Record<string, Value>>> {
  return unshown(record(string(), unshown(item), { example: `{ password: ${example} }` }));
}

/** Returns the issues of the Secret's keys that a mapping lacks, and of keys that the Secret does not have. */
export function keyIssues(
  { keys }: DeclaredSecret,
  mapping: Readonly<Record<string, unknown>>,
  example: string,
): readonly Issue[] {
  const given = Object.keys(mapping);
  const got = given.map(quoted).join(', ') || 'none';
  const missing = keys.filter((key) => !given.includes(key));
  const issues = missing.map((key): Issue => {
    const write = `write ${quoted(key)}: ${example}`;
    return { at: 'keys', code: 'missing-prop', want: `must have ${quoted(key)}`, got, write };
  });
  return [...issues, ...otherKeyIssues(keys, given, 'keys')];
}

/** Returns the issues of keys at a place that the Secret does not have. */
export function otherKeyIssues(keys: readonly string[], given: readonly string[], at: string): readonly Issue[] {
  const want = 'must be a key of the Secret';
  const write = `write one of ${keys.map(quoted).join(', ')}`;
  return given
    .filter((key) => !keys.includes(key))
    .map((key) => ({ at: `${at}[${quoted(key)}]`, code: 'unknown-reference', want, write }));
}
