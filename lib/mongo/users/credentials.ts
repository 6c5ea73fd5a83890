import { instance } from '../../props/instance';
import { Schema } from '../../props/schema';
import { SecretRef } from '../../secrets/secret-ref';
import { quoted } from '../../findings/problem';

/** Returns the schema of a SecretRef with these keys; `name` is the one that a message suggests. */
export function credentials<Key extends string>(name: string, keys: readonly Key[]): Schema<SecretRef<Key>> {
  const example = `new SecretRef(chart, ${quoted(name)}, { keys: [${keys.map(quoted).join(', ')}] })`;
  const secret = instance<SecretRef<Key>>(SecretRef, { wanted: 'a SecretRef', example });
  return {
    ...secret,
    parse: (value) => {
      const parsed = secret.parse(value);
      const had: readonly string[] = parsed.typed ? parsed.value.keys : keys;
      if (keys.every((key) => had.includes(key))) return parsed;
      const want = `must have the keys ${keys.map(quoted).join(' and ')}`;
      const got = had.map(quoted).join(', ');
      return { typed: false, issues: [{ code: 'invalid-type', at: '', want, got, write: `write ${example}` }] };
    },
  };
}
