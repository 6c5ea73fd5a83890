import { DesiredState } from '../contract';
import { Command } from '../mongod/connections';
import { roleName } from '../observe/roles';

/** Returns the command for one change of a role; undefined if the role is not desired any more. */
export function roleCommand(
  { roles: desired }: Pick<DesiredState, 'roles'>,
  name: string,
  kind: 'create role' | 'change role',
): Command | undefined {
  const found = desired.find((candidate) => roleName(candidate) === name);
  if (found === undefined) return undefined;
  const { role, db, privileges, roles } = found;
  const subject = kind === 'create role' ? { createRole: role } : { updateRole: role };
  return { command: { ...subject, privileges, roles }, database: db };
}
