import { field, listField, KubernetesManifest, textField } from '../../manifests/manifest';
import { anything, Permission } from './new-permissions';
import { weakerStandards } from './pod-security';
import { directions } from './policy-coverage';
import {
  everyNamespace,
  isForEveryNamespace,
  peerRanges,
  peersOf,
  podsScope,
  policyRules,
  portScopes,
  rangeText,
} from './policy-rules';

/** The permissions that an object gives to accounts, pods and connections: a role's rules, a binding's subjects, a namespace's Pod Security, a policy's gaps. */
export function clusterPermissions(manifest: KubernetesManifest): Permission[] {
  if (manifest.kind.endsWith('NetworkPolicy'))
    return [...ungoverned(manifest), ...policyGaps(manifest, 'ingress'), ...policyGaps(manifest, 'egress')];
  switch (manifest.kind) {
    case 'Role':
      return listField(manifest, 'rules').flatMap(rights);
    case 'ClusterRole':
      // A controller writes the rules of a role that collects those of others.
      return [
        ...(field(manifest, 'aggregationRule') === undefined ? listField(manifest, 'rules') : []).flatMap(rights),
        ...aggregations(manifest),
      ];
    case 'Gateway':
      return foreignRoutes(manifest);
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return bindings(manifest);
    case 'Namespace':
      return weakerStandards(manifest);
    case 'ServiceAccount':
      return field(manifest, 'automountServiceAccountToken') === false
        ? []
        : [{ message: 'pods hold its token unless they refuse', path: ['automountServiceAccountToken'] }];
    default:
      return [];
  }
}

/** The roles of every cluster, such as `edit`, that get the rights of a ClusterRole too. */
export function aggregations({ metadata }: KubernetesManifest): Permission[] {
  return ['view', 'edit', 'admin'].flatMap((role) => {
    const label = `rbac.authorization.k8s.io/aggregate-to-${role}`;
    return metadata.labels?.[label] === 'true'
      ? [{ message: `every account with the role ${role} has its rights`, path: ['metadata', 'labels', label] }]
      : [];
  });
}

/** The listeners of a Gateway to which routes of every namespace may be attached. */
function foreignRoutes(gateway: KubernetesManifest): Permission[] {
  return listField(gateway, 'spec', 'listeners')
    .filter((listener) => field(listener, 'allowedRoutes', 'namespaces', 'from') === 'All')
    .map((listener) => ({
      message: 'routes of every namespace may use its listeners',
      path: ['spec', 'listeners', `[${textField(listener, 'name') ?? ''}]`, 'allowedRoutes', 'namespaces', 'from'],
    }));
}

function rights(rule: unknown): Permission[] {
  const names = texts(rule, 'resourceNames');
  const subjects = [
    ...product(texts(rule, 'apiGroups'), texts(rule, 'resources'), names.length === 0 ? [anything] : names),
    ...texts(rule, 'nonResourceURLs').map((url) => [url]),
  ];
  return texts(rule, 'verbs').flatMap((verb) =>
    subjects.map((subject) => {
      const words = [verb, ...subject.filter((word, index) => word !== '' && (index < 2 || word !== anything))];
      return { message: `it may ${words.join(' ')}`, path: ['rules'], scope: [verb, ...subject] };
    }),
  );
}

function bindings(binding: KubernetesManifest): Permission[] {
  const role = textField(binding, 'roleRef', 'name') ?? 'the role';
  return listField(binding, 'subjects').map((subject) => {
    const [kind = 'subject', name = '', stated] = ['kind', 'name', 'namespace'].map((each) => textField(subject, each));
    // An account without a namespace is one of the binding's.
    const namespace = stated ?? (kind === 'ServiceAccount' ? binding.metadata.namespace : undefined) ?? '';
    return {
      message: `${kind} ${namespace === '' ? '' : `${namespace}/`}${name} has the rights of ${role}`,
      path: ['subjects'],
    };
  });
}

/** The directions in which a policy says nothing. */
function ungoverned(policy: KubernetesManifest): Permission[] {
  const governed = policy.kind === 'NetworkPolicy' ? directions(policy) : ['Ingress', 'Egress'];
  return [
    ...(governed.includes('Ingress') ? [] : ['it does not say who may connect to the pods']),
    ...(governed.includes('Egress') ? [] : ['it does not say where the pods may connect']),
  ].map((message) => ({ message, path: ['spec'] }));
}

/** The connections of the pods that a policy allows to addresses, and with the pods of every namespace. Those from addresses are openings. */
function policyGaps(policy: KubernetesManifest, direction: 'ingress' | 'egress'): Permission[] {
  const isEgress = direction === 'egress';
  const [forAll, forSome] = [true, false].map((isForAll) =>
    policyRules(policy, direction).filter((rule) => (peersOf(rule, direction).length === 0) === isForAll),
  );
  return [...(forAll ?? []), ...(forSome ?? [])].flatMap((rule) => {
    const others = [
      ...(isEgress ? peerRanges(rule, direction) : []),
      ...(isForEveryNamespace(rule, direction) ? [everyNamespace] : []),
    ];
    return others.flatMap((other) =>
      portScopes(rule).map((port) => ({
        message: connection(other, port, isEgress),
        path: ['spec', direction],
        scope: [direction, port, other, podsScope(policy)],
      })),
    );
  });
}

function connection(other: string, port: string, isEgress: boolean): string {
  const to = port === anything ? '' : `, port ${port}`;
  if (!isEgress) return `pods of every namespace may connect to the pods${to}`;
  if (other === anything) return `the pods may connect anywhere${port === anything ? ', on every port' : to}`;
  return `the pods may connect to ${other === everyNamespace ? 'pods of every namespace' : rangeText(other)}${to}`;
}

function product(...lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((rows, list) => rows.flatMap((row) => list.map((each) => [...row, each])), [[]]);
}

function texts(value: unknown, name: string): string[] {
  return listField(value, name).filter((each) => typeof each === 'string');
}
