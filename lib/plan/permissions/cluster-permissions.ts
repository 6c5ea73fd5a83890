import { field, listField, textField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { Permission, rulePorts } from './new-permissions';

const standards = ['restricted', 'baseline', 'privileged'];

/** The rights that an object gives to accounts, pods and connections do: a role's rules, a binding's subjects, a namespace's Pod Security, a policy's gaps. */
export function clusterPermissions(manifest: Manifest): Permission[] {
  switch (manifest.kind) {
    case 'Role':
    case 'ClusterRole':
      return rolePermissions(manifest);
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return listField(manifest, 'subjects').map((subject) => ({
        message: `${textField(subject, 'kind') ?? 'subject'} ${textField(subject, 'name') ?? ''} has the rights of ${textField(manifest, 'roleRef', 'name') ?? 'the role'}`,
        path: ['subjects'],
      }));
    case 'Namespace':
      return namespacePermissions(manifest);
    case 'NetworkPolicy':
      return policyPermissions(manifest);
    case 'ServiceAccount':
      return field(manifest, 'automountServiceAccountToken') === false
        ? []
        : [{ message: 'pods hold its token unless they refuse', path: ['automountServiceAccountToken'] }];
    default:
      return [];
  }
}

function rolePermissions(role: Manifest): Permission[] {
  return listField(role, 'rules').flatMap((rule) => {
    const names = texts(rule, 'resourceNames');
    const subjects = [
      ...product(texts(rule, 'apiGroups'), texts(rule, 'resources')),
      ...texts(rule, 'nonResourceURLs'),
    ];
    return product(texts(rule, 'verbs'), subjects).flatMap((right) =>
      (names.length === 0 ? [''] : names.map((name) => ` ${name}`)).map((name) => ({
        message: `it may ${right}${name}`,
        path: ['rules'],
      })),
    );
  });
}

/** Every standard that the namespace's own is weaker than: pods may break them. */
function namespacePermissions(namespace: Manifest): Permission[] {
  const key = 'pod-security.kubernetes.io/enforce';
  const enforced = standards.indexOf(textField(namespace, 'metadata', 'labels', key) ?? 'privileged');
  const weaker = enforced < 0 ? standards.length - 1 : enforced;
  return standards.slice(0, weaker).map((standard) => ({
    message: `pods need not be ${standard}`,
    path: ['metadata', 'labels', key],
  }));
}

function policyPermissions(policy: Manifest): Permission[] {
  const types = texts(field(policy, 'spec'), 'policyTypes');
  const isEgress = types.length === 0 ? field(policy, 'spec', 'egress') !== undefined : types.includes('Egress');
  const isIngress = types.length === 0 || types.includes('Ingress');
  const open = listField(policy, 'spec', 'egress').filter((rule) => listField(rule, 'to').length === 0);
  return [
    ...(isIngress ? [] : ['it does not say who may connect to the pods']),
    ...(isEgress ? [] : ['it does not say where the pods may connect']),
    ...open.map((rule) => {
      const ports = rulePorts(rule);
      return `the pods may connect anywhere, ${ports.length === 0 ? 'on every port' : `port ${ports.join(', ')}`}`;
    }),
    ...listField(policy, 'spec', 'egress').flatMap((rule) =>
      listField(rule, 'to')
        .map((peer) => textField(peer, 'ipBlock', 'cidr'))
        .filter((cidr) => cidr !== undefined)
        .map((cidr) => `the pods may connect to ${cidr}`),
    ),
  ].map((message) => ({ message, path: ['spec'] }));
}

function product(first: readonly string[], second: readonly string[]): string[] {
  return first.flatMap((a) => second.map((b) => [a, b].filter((each) => each !== '').join(' ')));
}

function texts(value: unknown, name: string): string[] {
  return listField(value, name).filter((each) => typeof each === 'string');
}
