import { field, listField, KubernetesManifest, textField } from '../../manifests/manifest';
import { Permission, rulePorts } from './new-permissions';
import { directions } from './policy-coverage';

const podSecurity = 'pod-security.kubernetes.io/enforce';
const standards = ['restricted', 'baseline', 'privileged'];

/** The permissions that an object gives to accounts, pods and connections: a role's rules, a binding's subjects, a namespace's Pod Security, a policy's gaps. */
export function clusterPermissions(manifest: KubernetesManifest): Permission[] {
  const at = (path: readonly string[], messages: readonly string[]): Permission[] =>
    messages.map((message) => ({ message, path }));
  switch (manifest.kind) {
    case 'Role':
    case 'ClusterRole':
      return at(['rules'], listField(manifest, 'rules').flatMap(rights));
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return at(['subjects'], bindings(manifest));
    case 'Namespace':
      return at(['metadata', 'labels', podSecurity], weakerStandards(manifest));
    case 'NetworkPolicy':
      return at(['spec'], policyGaps(manifest));
    case 'ServiceAccount':
      return field(manifest, 'automountServiceAccountToken') === false
        ? []
        : at(['automountServiceAccountToken'], ['pods hold its token unless they refuse']);
    default:
      return [];
  }
}

function rights(rule: unknown): string[] {
  const subjects = [...product(texts(rule, 'apiGroups'), texts(rule, 'resources')), ...texts(rule, 'nonResourceURLs')];
  const names = texts(rule, 'resourceNames');
  return product(product(texts(rule, 'verbs'), subjects), names.length === 0 ? [''] : names).map(
    (right) => `it may ${right}`,
  );
}

function bindings(binding: KubernetesManifest): string[] {
  const role = textField(binding, 'roleRef', 'name') ?? 'the role';
  return listField(binding, 'subjects').map(
    (subject) =>
      `${textField(subject, 'kind') ?? 'subject'} ${textField(subject, 'name') ?? ''} has the rights of ${role}`,
  );
}

/** Every standard that the namespace's own is weaker than: pods may break them. */
function weakerStandards(namespace: KubernetesManifest): string[] {
  const enforced = standards.indexOf(textField(namespace, 'metadata', 'labels', podSecurity) ?? 'privileged');
  return standards.slice(0, enforced < 0 ? -1 : enforced).map((standard) => `pods need not be ${standard}`);
}

function policyGaps(policy: KubernetesManifest): string[] {
  const rules = listField(policy, 'spec', 'egress');
  return [
    ...(directions(policy).includes('Ingress') ? [] : ['it does not say who may connect to the pods']),
    ...(directions(policy).includes('Egress') ? [] : ['it does not say where the pods may connect']),
    ...rules
      .filter((rule) => listField(rule, 'to').length === 0)
      .map((rule) => rulePorts(rule).join(', '))
      .map((ports) => `the pods may connect anywhere, ${ports === '' ? 'on every port' : `port ${ports}`}`),
    ...rules
      .flatMap((rule) => listField(rule, 'to').map((peer) => textField(peer, 'ipBlock', 'cidr')))
      .filter((cidr) => cidr !== undefined)
      .map((cidr) => `the pods may connect to ${cidr}`),
  ];
}

function product(first: readonly string[], second: readonly string[]): string[] {
  return first.flatMap((a) => second.map((b) => [a, b].filter((each) => each !== '').join(' ')));
}

function texts(value: unknown, name: string): string[] {
  return listField(value, name).filter((each) => typeof each === 'string');
}
