import { DesiredRole, DesiredState, RoleName } from '../contract';
import { Connections } from '../mongod/connections';
import { UserState } from '../observation';

type Rights = Pick<DesiredRole, 'privileges' | 'roles'>;

/** Compares the desired roles with those of mongod. */
export function observeRoles(connections: Connections, { roles }: Pick<DesiredState, 'roles'>): Promise<UserState[]> {
  return Promise.all(roles.map((role) => roleState(connections, role)));
}

/** Returns the name of a role with its database, such as `admin.auditor`. */
export function roleName({ role, db }: RoleName): string {
  return `${db}.${role}`;
}

async function roleState(connections: Connections, desired: DesiredRole): Promise<UserState> {
  const name = roleName(desired);
  const { role, db } = desired;
  const { roles } = (await connections.local({ rolesInfo: { role, db }, showPrivileges: true })) as {
    roles: readonly Rights[];
  };
  const [stored] = roles;
  if (stored === undefined) return { name, state: 'missing role' };
  return { name, state: rights(stored) === rights(desired) ? 'synced' : 'wrong role' };
}

/** Returns the rights of a role as one string: the server returns the same rights in an order of its own. */
export function rights({ privileges, roles }: Rights): string {
  const actions = new Map<string, Set<string>>();
  for (const privilege of privileges) {
    const resource = JSON.stringify(Object.entries(privilege.resource).sort());
    actions.set(resource, new Set([...(actions.get(resource) ?? []), ...privilege.actions]));
  }
  return JSON.stringify([
    [...actions].map(([resource, names]) => [resource, [...names].sort()]).sort(),
    roles.map(roleName).sort(),
  ]);
}
