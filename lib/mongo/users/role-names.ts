import { Problem, quoted } from '../../findings/problem';
import { nearName } from '../../findings/near-name';

const ofDatabases = ['read', 'readWrite', 'dbAdmin', 'userAdmin', 'dbOwner'] as const;

const ofCluster = [
  'clusterMonitor',
  'clusterManager',
  'clusterAdmin',
  'hostManager',
  'enableSharding',
  'backup',
  'restore',
  'readAnyDatabase',
  'readWriteAnyDatabase',
  'userAdminAnyDatabase',
  'dbAdminAnyDatabase',
  'root',
] as const;

/** MongoDB's built-in roles. https://www.mongodb.com/docs/manual/reference/built-in-roles/ */
export type BuiltInRole = (typeof ofDatabases)[number] | (typeof ofCluster)[number];

/** The built-in roles: those that every database has, and those about the whole set, which are in `admin` alone. */
export const builtInRoles: readonly string[] = [...ofDatabases, ...ofCluster];

interface Role {
  readonly role: string;
  readonly db: string;
}

/**
 * Returns the problem of a role that a user or another role has, beside the set's own roles: a slip of the pen, because names are
 * case-sensitive, or another database than the role's. Any other role may be one that an administrator created.
 */
export function roleProblem({ role, db }: Role, own: readonly Role[]): Problem | undefined {
  const places = own.filter((one) => one.role === role).map((one) => one.db);
  if (places.includes(db) || ofDatabases.some((one) => one === role)) return undefined;
  const [place] = builtInRoles.includes(role) ? ['admin'] : places;
  if (place === db) return undefined;
  if (place !== undefined) {
    const want = `must have db ${quoted(place)} with role ${quoted(role)}, which no other database has`;
    const write = `write { role: ${quoted(role)}, db: ${quoted(place)} }`;
    return { code: 'unknown-reference', want, got: quoted(db), write };
  }
  const near = nearName(role, [...builtInRoles, ...own.map((one) => one.role)]);
  if (near === undefined || Math.abs(near.length - role.length) > 1) return undefined;
  const want = 'must be a role that exists';
  return { code: 'unknown-reference', want, got: quoted(role), write: `write ${quoted(near)}` };
}
