import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as k8s from '../../imports/k8s';
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

/** Adds a Role with these rules, and its binding to the ServiceAccount that the pods have. */
export function addRole(
  scope: Construct,
  { metadata, spec }: { metadata: Pods['metadata']; spec: Pick<Pods['spec'], 'serviceAccountName'> },
  rules: readonly k8s.PolicyRule[],
): [role: ApiObject, roleBinding: ApiObject] {
  const { name, namespace } = metadata;
  return [
    apiObject(scope, 'role', 'Role', { metadata, rules }),
    apiObject(scope, 'role-binding', 'RoleBinding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: spec.serviceAccountName, namespace }],
    }),
  ];
}
