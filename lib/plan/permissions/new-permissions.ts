import { field, listField } from '../../manifests/manifest';

/** Something that an object allows. */
export interface Permission {
  /** The permission in words, such as `container web may run as root`. */
  readonly message: string;
  /** The field that allows it. */
  readonly path: readonly string[];
}

/** The ports of a policy's rule, none if it is for all of them. */
export function rulePorts(rule: unknown): string[] {
  return listField(rule, 'ports').map((each) => {
    const port = field(each, 'port');
    return typeof port === 'number' || typeof port === 'string' ? String(port) : 'any';
  });
}

/** The permissions after a change that were not there before it, each once. */
export function newPermissions(before: readonly Permission[], after: readonly Permission[]): Permission[] {
  const known = new Set(before.map(({ message }) => message));
  return after.filter(({ message }) => !known.has(message) && known.add(message));
}
