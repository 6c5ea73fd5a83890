import { SecretRef } from '../secret-ref';
import { Findings, shown } from '../values/findings';
import { oldPullSecretType, pullSecretKey, pullSecretType } from '../values/secret-type';
import { otherNamespaceProblem } from './secret-delivery';

/** Reports Secrets that the kubelet does not pull images with: of another type, or of another namespace than the pods'. */
export function checkPullSecrets(
  findings: Findings,
  secrets: readonly SecretRef[] | undefined,
  owner: Parameters<typeof otherNamespaceProblem>[1],
  namespace: string | undefined,
): void {
  for (const secret of secrets ?? []) {
    findings.add('imagePullSecrets', otherNamespaceProblem(secret, owner, namespace));
    findings.add('imagePullSecrets', pullTypeProblem(secret));
  }
}

function pullTypeProblem({ name, type, keys }: SecretRef): string | undefined {
  if (type === pullSecretType || type === oldPullSecretType) return undefined;
  const remedy = keys.includes(pullSecretKey)
    ? 'leave type out of its SecretRef'
    : `write keys: [${shown(pullSecretKey)}] in its SecretRef`;
  return `must be Secrets of the type ${shown(pullSecretType)}, got ${shown(name)} of ${shown(type)}; ${remedy}`;
}
