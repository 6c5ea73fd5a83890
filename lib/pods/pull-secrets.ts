import type * as k8s from '../../imports/k8s';
import { Findings, quoted } from '../findings/findings';
import { Problem } from '../findings/problem';
import { oldPullSecretType, pullSecretKey, pullSecretType } from '../kubernetes/secret-type';
import { array } from '../props/array';
import { instance } from '../props/instance';
import { object } from '../props/object';
import { optional, Props, PropsOf, refine } from '../props/schema';
import { SecretRef } from '../secrets/secret-ref';

/** The schema of a SecretRef with any keys. */
export const secretRef = instance<SecretRef>(SecretRef, { wanted: 'a SecretRef', example: 'new SecretRef(chart, …)' });

/** The prop of the credentials that images are pulled with. */
export const pullSecrets = object({
  /**
   * The Secrets with the registries' credentials.
   * @default - none
   */
  imagePullSecrets: optional(array(refine(secretRef, pullTypeProblem))),
});

/** The prop of pull secrets, as a program writes it. */
export interface PullSecretsProps extends PropsOf<typeof pullSecrets>, Props {}

/** Returns the pod's field of pull secrets. */
export function pullSecretFields({ imagePullSecrets }: PullSecretsProps): Pick<k8s.PodSpec, 'imagePullSecrets'> {
  return imagePullSecrets === undefined ? {} : { imagePullSecrets: imagePullSecrets.map(({ name }) => ({ name })) };
}

/** Reports Secrets of another namespace than the pods'. */
export function checkPullSecrets(
  findings: Findings,
  { imagePullSecrets = [] }: PullSecretsProps,
  namespace: string | undefined,
): void {
  for (const [index, secret] of imagePullSecrets.entries()) {
    if (secret.namespace === namespace) continue;
    const want = `must be a Secret of the pods' namespace ${quoted(namespace)}`;
    const write = 'create the SecretRef in the same chart';
    const got = `one of ${quoted(secret.namespace)}`;
    findings.add(`imagePullSecrets[${index}]`, { code: 'invalid-value', want, got, write });
  }
}

function pullTypeProblem({ name, type, keys }: SecretRef): Problem | undefined {
  if (type === pullSecretType || type === oldPullSecretType) return undefined;
  const want = `must be a Secret of the type ${quoted(pullSecretType)}`;
  const write = keys.includes(pullSecretKey)
    ? 'leave type out of its SecretRef'
    : `write keys: [${quoted(pullSecretKey)}] in its SecretRef`;
  return { code: 'invalid-value', want, got: `${quoted(name)} of ${quoted(type)}`, write };
}
