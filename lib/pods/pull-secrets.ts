import type * as k8s from '../../imports/k8s';
import { Problem } from '../findings/problem';
import { Findings, shown } from '../findings/findings';
import { oldPullSecretType, pullSecretKey, pullSecretType } from '../kubernetes/secret-type';
import { instance } from '../props/instance';
import { listOf, optional, shapeFrom, Shapes } from '../props/shape';
import { SecretRef } from '../secrets/secret-ref';

/** The credentials that images are pulled with. */
export interface PullSecretsProps {
  /**
   * The Secrets with the registries' credentials.
   * @default - none
   */
  readonly imagePullSecrets?: readonly SecretRef[];
}

/** The schema of a SecretRef with any keys. */
export const secretRef = instance<SecretRef>(SecretRef, { wanted: 'a SecretRef', example: 'new SecretRef(chart, …)' });

export const secretRefShape = shapeFrom(secretRef);

export const pullSecretsShapes: Shapes<PullSecretsProps> = { imagePullSecrets: optional(listOf(secretRefShape)) };

/** The pod's field that names the Secrets. */
export function pullSecrets({ imagePullSecrets }: PullSecretsProps): Pick<k8s.PodSpec, 'imagePullSecrets'> {
  return imagePullSecrets === undefined ? {} : { imagePullSecrets: imagePullSecrets.map(({ name }) => ({ name })) };
}

/** Reports Secrets that the kubelet does not pull images with: of another type, or of another namespace than the pods'. */
export function checkPullSecrets(
  findings: Findings,
  { imagePullSecrets = [] }: PullSecretsProps,
  namespace: string | undefined,
): void {
  for (const secret of imagePullSecrets) {
    if (secret.namespace !== namespace)
      findings.add('imagePullSecrets', {
        code: 'invalid-value',
        want: `must be Secrets of the pods' namespace ${shown(namespace)}`,
        got: `one of ${shown(secret.namespace)}`,
        write: 'make the SecretRef in the same chart',
      });
    findings.add('imagePullSecrets', pullTypeProblem(secret));
  }
}

function pullTypeProblem({ name, type, keys }: SecretRef): Problem | undefined {
  if (type === pullSecretType || type === oldPullSecretType) return undefined;
  const remedy = keys.includes(pullSecretKey)
    ? 'leave type out of its SecretRef'
    : `write keys: [${shown(pullSecretKey)}] in its SecretRef`;
  return {
    code: 'invalid-value',
    want: `must be Secrets of the type ${shown(pullSecretType)}`,
    got: `${shown(name)} of ${shown(type)}`,
    write: remedy,
  };
}
