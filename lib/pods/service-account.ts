import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../construct/api-object';
import { Decided } from '../props/schema';
import { DecidedPods, Pods } from './pods';
import { cloudIdentity, identityAnnotations } from './workload-identity';

/**
 * Adds the pods' ServiceAccount with the annotations of the cloud's identity. No pod mounts its token by itself. Undefined if the props name
 * another one.
 */
export function addServiceAccount(
  scope: Construct,
  { serviceAccountName, workloadIdentity }: Pick<DecidedPods, 'serviceAccountName'> & Decided<typeof cloudIdentity>,
  { metadata: given }: Pick<Pods, 'metadata'>,
): ApiObject | undefined {
  if (serviceAccountName !== undefined) return undefined;
  const metadata = { ...given, annotations: { ...given.annotations, ...identityAnnotations(workloadIdentity) } };
  return apiObject(scope, 'service-account', 'ServiceAccount', { metadata, automountServiceAccountToken: false });
}
