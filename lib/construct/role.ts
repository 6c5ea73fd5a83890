import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as k8s from '../../imports/k8s';
import { apiObject } from './api-object';

/** A name and a namespace for a Role and its binding, and the ServiceAccount that they are for. */
export interface RoleSubject {
  /** The metadata of both objects. */
  readonly metadata: k8s.ObjectMeta & { readonly name: string };
  readonly spec: { readonly serviceAccountName: string };
  /** The namespace of the ServiceAccount. @default - that of the Role */
  readonly accountNamespace?: string | undefined;
}

/** Adds a Role with these rules, and its binding to a ServiceAccount, such as the one that pods have. */
export function addRole(
  scope: Construct,
  { metadata, spec, accountNamespace = metadata.namespace }: RoleSubject,
  rules: readonly k8s.PolicyRule[],
): [role: ApiObject, roleBinding: ApiObject] {
  const { name } = metadata;
  return [
    apiObject(scope, 'role', 'Role', { metadata, rules }),
    apiObject(scope, 'role-binding', 'RoleBinding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: spec.serviceAccountName, namespace: accountNamespace }],
    }),
  ];
}
