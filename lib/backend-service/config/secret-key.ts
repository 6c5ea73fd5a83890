import { Problem } from '../../findings/problem';
import { quoted } from '../../findings/findings';
import { instance } from '../../props/instance';
import { SecretKey } from '../../secrets/secret-ref';

/** The schema of a key of a Secret. */
export const secretKey = instance<SecretKey>(SecretKey, {
  wanted: 'a key of a SecretRef',
  example: 'secretRef.key(…)',
});

/** Returns the problem of a Secret that pods of a namespace use. Pods read no Secret of another namespace. */
export function namespaceProblem(given: string | undefined, namespace: string | undefined): Problem | undefined {
  if (given === namespace) return undefined;
  const want = `must be of the pods' namespace ${quoted(namespace)}`;
  return { code: 'conflict', want, got: `one of ${quoted(given)}`, write: 'create the SecretRef in the same chart' };
}
