import { Problem, quoted } from '../findings/problem';
import { annotationByName, NamedSecret } from './secret-names';
import { DeclaredSecret, SecretName } from './sources/declared-secret';

/** The annotation with the Secrets that an object reads and that are copies, as `namespace/name` of the original by their names in JSON. */
export const secretCopiesAnnotation = 'cdk8s-backend/secret-copies';

/** A Secret, or a key of one, that may be a copy. */
type SecretReference = NamedSecret & { readonly copyOf?: SecretName | undefined };

/**
 * Returns the annotation of an object that reads Secrets with the originals of those that are copies. `cdk8s-backend secrets` reads it.
 */
export function copiedSecrets(secrets: readonly SecretReference[]): Record<string, string> {
  return annotationByName(secretCopiesAnnotation, secrets, ({ copyOf }) => copyOf && originalName(copyOf));
}

/** Returns the problem of a Secret that cannot have the values of another one. */
export function copyProblem(copy: DeclaredSecret, original: DeclaredSecret): Problem | undefined {
  const shown = quoted(originalName(original));
  if (original.copyOf !== undefined) {
    const write = `write the SecretRef of ${quoted(originalName(original.copyOf))}`;
    return { code: 'conflict', want: 'must not be a copy itself', got: shown, write };
  }
  if (original.namespace === copy.namespace) {
    const want = `must be a Secret of another namespace than ${quoted(copy.namespace)}`;
    return { code: 'conflict', want, got: shown, write: 'pass that SecretRef to all that read it' };
  }
  const lacking = copy.keys.filter((key) => !original.keys.includes(key));
  if (lacking.length > 0) {
    const want = `must have the keys ${lacking.map(quoted).join(' and ')}`;
    const got = `${shown} with ${original.keys.map(quoted).join(', ')}`;
    return { code: 'unknown-reference', want, got, write: 'write keys of that Secret' };
  }
  return undefined;
}

function originalName({ namespace = 'default', name }: SecretName): string {
  return `${namespace}/${name}`;
}
