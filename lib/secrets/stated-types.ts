import { secretTypesAnnotation, SecretType } from '../kubernetes/secret-type';
import { annotationByName, NamedSecret } from './secret-names';

/** A Secret, or a key of one, whose type the program may set. */
type TypedSecret = NamedSecret & { readonly statedType?: SecretType | undefined };

/**
 * Returns the annotation of an object that reads Secrets with the types that the program sets and that neither keys nor use imply.
 * `cdk8s-backend secrets` reads it.
 */
export function statedTypes(secrets: readonly TypedSecret[]): Record<string, string> {
  return annotationByName(secretTypesAnnotation, secrets, ({ statedType }) => statedType);
}
