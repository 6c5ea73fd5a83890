import { Problem } from '../../findings/problem';
import { shown } from '../../findings/findings';
import { nearName } from '../../findings/near-name';
import { builtInRoles, databaseRoles } from './built-in-roles';

interface Role {
  readonly role: string;
  readonly db: string;
}

/**
 * Returns the problem of a role that a user or another role has, beside the set's own roles: a slip of the pen, for names are
 * case-sensitive, or another database than the one that has it. Any other may be one that an administrator made.
 */
export function roleProblem({ role, db }: Role, own: readonly Role[]): Problem | undefined {
  const places = own.filter((one) => one.role === role).map((one) => one.db);
  if (places.includes(db) || databaseRoles.includes(role)) return undefined;
  const [place] = builtInRoles.includes(role) ? ['admin'] : places;
  if (place !== undefined)
    return place === db
      ? undefined
      : {
          code: 'conflict',
          want: `must have db ${shown(place)} with role ${shown(role)}, which no other database has`,
          got: shown(db),
          write: `write { role: ${shown(role)}, db: ${shown(place)} }`,
        };
  const near = nearName(role, [...builtInRoles, ...own.map((one) => one.role)]);
  const isSlip = near !== undefined && Math.abs(near.length - role.length) <= 1;
  return isSlip
    ? { code: 'invalid-value', want: 'must be a role that there is', got: shown(role), write: `write ${shown(near)}` }
    : undefined;
}
