import { shown } from '../../findings/findings';
import { instanceOf, Shape } from '../../props/shape';
import { SecretRef } from '../../secrets/secret-ref';

/** A SecretRef with these keys; `name` is the one that a message suggests. */
export function credentialsShape(name: string, keys: readonly string[]): Shape {
  const wanted = 'a SecretRef';
  const write = `new SecretRef(chart, ${shown(name)}, { keys: [${keys.map(shown).join(', ')}] })`;
  const secret = instanceOf(SecretRef, wanted, write);
  return {
    wanted,
    misfit: (value) => {
      const misfit = secret.misfit(value);
      if (misfit !== undefined) return misfit;
      const had: readonly string[] = (value as SecretRef).keys;
      if (keys.every((key) => had.includes(key))) return undefined;
      return {
        at: '',
        code: 'missing-prop',
        want: `must have the keys ${keys.map(shown).join(' and ')}`,
        got: had.map(shown).join(', '),
        write: `write ${write}`,
      };
    },
  };
}
