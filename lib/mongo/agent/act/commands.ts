import { AgentSettings, DesiredState } from '../contract';
import { readDesired } from '../files/settings';
import { Change } from '../observation';
import { loginName, roleName, userCredentials } from '../observe/users';

/** A change of a user. */
export type UserChange = Extract<Change, { readonly user: string }>;

/** A change of a role. */
export type RoleChange = Extract<Change, { readonly role: string }>;

/** A command on a database. */
export interface Command {
  readonly command: object;
  readonly database: string;
}

/** Returns the command for one change of a user; undefined if the desired state or the Secret has changed meanwhile. */
export function userCommand(settings: AgentSettings, { kind, user: name }: UserChange): Command | undefined {
  const { users, removedUsers } = readDesired(settings);
  if (kind === 'remove user') {
    const removed = removedUsers.find((candidate) => loginName(candidate) === name);
    return removed && { command: { dropUser: removed.username }, database: removed.database };
  }
  const user = users.find((candidate) => candidate.name === name);
  const found = user && userCredentials(settings, user);
  if (!found || 'problem' in found) return undefined;
  const { database, roles } = user;
  const { username, password } = found;
  const pwd = password;
  const commands = {
    'create user': { createUser: username, pwd, roles, mechanisms: ['SCRAM-SHA-256'] },
    'change password': { updateUser: username, pwd },
    'change roles': { updateUser: username, roles },
  };
  return { command: commands[kind], database };
}

/** Returns the command for one change of a role; undefined if the role is not desired any more. */
export function roleCommand(
  desired: Pick<DesiredState, 'roles'>,
  { kind, role: name }: RoleChange,
): Command | undefined {
  const found = desired.roles.find((candidate) => roleName(candidate) === name);
  if (!found) return undefined;
  const { role, db, privileges, roles } = found;
  const subject = kind === 'create role' ? { createRole: role } : { updateRole: role };
  return { command: { ...subject, privileges, roles }, database: db };
}
