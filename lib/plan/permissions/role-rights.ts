import { listField, KubernetesManifest } from '../../manifests/manifest';
import { Permission } from './new-permissions';

/** The right to do one thing with one kind of object, or with one object of it; `*` is everything. */
interface Right {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** The only object that it is for; undefined for all of them. */
  readonly name: string | undefined;
}

/** True for a Role or a ClusterRole. */
export function isRole({ kind }: KubernetesManifest): boolean {
  return kind === 'Role' || kind === 'ClusterRole';
}

/** The rights of a role that none of some earlier roles gives, not even as a part of a wider one: `it may get apps deployments`. */
export function newRights(earlier: readonly KubernetesManifest[], role: KubernetesManifest): Permission[] {
  const held = earlier.flatMap(rightsOf);
  const added = rightsOf(role).filter((right) => !held.some((other) => isPartOf(right, other)));
  return [...new Set(added.map(rightText))].map((message) => ({ message, path: ['rules'] }));
}

function rightsOf(role: KubernetesManifest): Right[] {
  return listField(role, 'rules').flatMap((rule) => {
    const objects = texts(rule, 'apiGroups').flatMap((group) =>
      texts(rule, 'resources').map((resource) => ({ group, resource })),
    );
    const subjects = [...objects, ...texts(rule, 'nonResourceURLs').map((resource) => ({ group: '', resource }))];
    const names = texts(rule, 'resourceNames');
    const only = names.length === 0 ? [undefined] : names;
    return texts(rule, 'verbs').flatMap((verb) =>
      subjects.flatMap((subject) => only.map((name) => ({ verb, ...subject, name }))),
    );
  });
}

function isPartOf(right: Right, whole: Right): boolean {
  const isIn = (part: string, all: string): boolean => all === '*' || part === all;
  return (
    isIn(right.verb, whole.verb) &&
    isIn(right.group, whole.group) &&
    isInResource(right.resource, whole.resource) &&
    (whole.name === undefined || whole.name === right.name)
  );
}

// RBAC takes a star for every resource, for one subresource of every resource, or at the end of a URL.
function isInResource(resource: string, whole: string): boolean {
  if (resource === whole) return true;
  const isUrl = resource.startsWith('/');
  if (isUrl) return whole.endsWith('*') && whole.startsWith('/') && resource.startsWith(whole.slice(0, -1));
  return whole === '*' || (whole.startsWith('*/') && resource.endsWith(whole.slice(1)));
}

function rightText({ verb, group, resource, name }: Right): string {
  return `it may ${[verb, group, resource, name ?? ''].filter((each) => each !== '').join(' ')}`;
}

function texts(value: unknown, name: string): string[] {
  return listField(value, name).filter((each) => typeof each === 'string');
}
