import { SecretKey } from './secret-ref';
import { GivenSecret } from './given-secret';
import { annotationByName } from './secret-names';
import { secretTypesAnnotation } from '../kubernetes/secret-type';

/**
 * Returns the annotation of an object that reads Secrets with the types that the program sets and that neither keys nor use imply.
 * `cdk8s-backend secrets` reads it.
 */
export function statedTypes(
  secrets: readonly (SecretKey | Pick<GivenSecret, 'name' | 'statedType'>)[],
): Record<string, string> {
  return annotationByName(secretTypesAnnotation, secrets, ({ statedType }) => statedType);
}
