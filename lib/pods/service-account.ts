import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../construct/api-object';
import { DecidedPods, Pods } from './pods';

/** Adds the pods' ServiceAccount, whose token no pod mounts by itself; undefined if the props name another one. */
export function addServiceAccount(
  scope: Construct,
  { serviceAccountName }: Pick<DecidedPods, 'serviceAccountName'>,
  { metadata }: Pick<Pods, 'metadata'>,
): ApiObject | undefined {
  if (serviceAccountName !== undefined) return undefined;
  return apiObject(scope, 'service-account', 'ServiceAccount', { metadata, automountServiceAccountToken: false });
}
