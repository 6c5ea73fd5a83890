import { SecretKey } from './secret-ref';
import { GivenSecret } from './given-secret';
import { secretTypesAnnotation } from '../kubernetes/secret-type';

/**
 * Returns the annotation of an object that reads Secrets with the types that the program sets and that neither keys nor use imply.
 * `cdk8s-backend secrets` reads it.
 */
export function statedTypes(
  secrets: readonly (SecretKey | Pick<GivenSecret, 'name' | 'statedType'>)[],
): Record<string, string> {
  const types = secrets.flatMap((secret) => {
    const { statedType } = secret;
    if (statedType === undefined) return [];
    return [[secret instanceof SecretKey ? secret.secretName : secret.name, statedType] as const];
  });
  if (types.length === 0) return {};
  const sorted = Object.fromEntries(types.sort(([one], [other]) => (one < other ? -1 : 1)));
  return { [secretTypesAnnotation]: JSON.stringify(sorted) };
}
