import { SecretKey, SecretRef } from './secret-ref';
import { secretTypesAnnotation } from '../kubernetes/secret-type';

/**
 * The annotation of an object that reads Secrets, by which `cdk8s-backend secrets` knows the types that are stated in the program and
 * that neither the keys nor the use tell.
 */
export function statedTypes(secrets: readonly (SecretKey | SecretRef)[]): Record<string, string> {
  const types = secrets.flatMap((secret) => {
    const { statedType } = secret;
    if (statedType === undefined) return [];
    return [[secret instanceof SecretKey ? secret.secretName : secret.name, statedType] as const];
  });
  if (types.length === 0) return {};
  const sorted = Object.fromEntries(types.sort(([one], [other]) => (one < other ? -1 : 1)));
  return { [secretTypesAnnotation]: JSON.stringify(sorted) };
}
