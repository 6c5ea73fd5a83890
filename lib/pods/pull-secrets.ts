import { k8s } from '../../imports/k8s';
import { instanceOf, listOf, optional, Shapes } from '../values/shape';
import { SecretRef } from '../secret-ref';

/** The credentials that images are pulled with. */
export interface PullSecretsProps {
  /**
   * The Secrets with the registries' credentials.
   * @default - none
   */
  readonly imagePullSecrets?: readonly SecretRef[];
}

/** A SecretRef, whatever its keys. */
export const secretRefShape = instanceOf(SecretRef, 'a SecretRef', 'new SecretRef(chart, …)');

export const pullSecretsShapes: Shapes<PullSecretsProps> = { imagePullSecrets: optional(listOf(secretRefShape)) };

/** The pod's field that names the Secrets. */
export function pullSecrets({ imagePullSecrets }: PullSecretsProps): Pick<k8s.PodSpec, 'imagePullSecrets'> {
  return imagePullSecrets === undefined ? {} : { imagePullSecrets: imagePullSecrets.map(({ name }) => ({ name })) };
}
