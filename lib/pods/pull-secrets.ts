import type * as k8s from '../../imports/k8s';
import { Findings } from '../findings/findings';
import { Problem, quoted } from '../findings/problem';
import { oldPullSecretType, pullSecretKey, pullSecretType } from '../kubernetes/secret-type';
import { array } from '../props/array';
import { object } from '../props/object';
import { Decided, optional, Props, PropsOf, refine } from '../props/schema';
import { GivenSecret, secretRef } from '../secrets/given-secret';

/** The prop of the credentials that images are pulled with. */
export const pullSecrets = object({
  /** The Secrets with the registries' credentials: SecretRefs, or Secrets of the program. @default - none */
  imagePullSecrets: optional(array(refine(secretRef, pullTypeProblem))),
});

/** The prop of pull secrets, as a program writes it. */
export interface PullSecretsProps extends PropsOf<typeof pullSecrets>, Props {}

/** The prop of pull secrets with every default decided. */
export interface DecidedPullSecrets extends Decided<typeof pullSecrets> {}

/** Returns the pod's field of pull secrets. */
export function pullSecretFields({ imagePullSecrets }: DecidedPullSecrets): Pick<k8s.PodSpec, 'imagePullSecrets'> {
  return imagePullSecrets === undefined ? {} : { imagePullSecrets: imagePullSecrets.map(({ name }) => ({ name })) };
}

/** Reports Secrets of another namespace than the pods'. */
export function checkPullSecrets(
  findings: Findings,
  { props, namespace }: { readonly props: DecidedPullSecrets; readonly namespace: string | undefined },
): void {
  for (const [index, secret] of (props.imagePullSecrets ?? []).entries())
    findings.add(`imagePullSecrets[${index}]`, namespaceProblem(secret.namespace, namespace));
}

/** Returns the problem of a Secret that pods of a namespace use. Pods read no Secret of another namespace. */
export function namespaceProblem(given: string | undefined, namespace: string | undefined): Problem | undefined {
  if (given === namespace) return undefined;
  const want = `must be of the pods' namespace ${quoted(namespace)}`;
  const write = 'create the SecretRef in the same chart, with copyOf if it is to have the values of the other';
  return { code: 'conflict', want, got: `one of ${quoted(given)}`, write };
}

function pullTypeProblem({ name, type, keys }: GivenSecret): Problem | undefined {
  if (type === undefined || type === pullSecretType || type === oldPullSecretType) return undefined;
  const want = `must be a Secret of the type ${quoted(pullSecretType)}`;
  const write = keys.includes(pullSecretKey)
    ? 'leave type out of its SecretRef'
    : `write keys: [${quoted(pullSecretKey)}] in its SecretRef`;
  return { code: 'invalid-value', want, got: `${quoted(name)} of ${quoted(type)}`, write };
}
