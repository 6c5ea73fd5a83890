import { AgentSettings, outsideHorizon } from '../contract';
import { desiredMembers, difference, ordinary, withElectable } from '../decide/member-options';
import { readDesired } from '../files/settings';
import { ConfiguredMember } from '../mongod/connections';
import { memberHost, memberOrdinal } from '../mongod/hosts';
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

/** Returns the configuration of a new set. */
export function initialConfiguration(settings: AgentSettings, ordinals: readonly number[]): object {
  const { electionTimeoutMillis } = readDesired(settings).topology;
  return { _id: settings.name, members: newMembers(settings, ordinals), settings: { electionTimeoutMillis } };
}

/**
 * Returns the members with these ordinals, for a configuration that has `members` already. Their ids are their ordinals, or the next free
 * ones, and they have only the options that are not ordinary. In a new set, the one that initiates it may be primary, as the server
 * requires. They have hosts outside of the cluster if the other members have.
 */
export function newMembers(
  settings: AgentSettings,
  ordinals: readonly number[],
  members: readonly ConfiguredMember[] = [],
): ConfiguredMember[] {
  const { topology } = readDesired(settings);
  const desired = desiredMembers(topology, Math.max(...ordinals) + 1);
  const options = members.length > 0 ? desired : withElectable(desired);
  const isExposed = members.some(({ horizons }) => horizons?.[outsideHorizon] !== undefined);
  const taken = new Set(members.map(({ _id }) => _id));
  return ordinals.map((ordinal) => {
    let id = ordinal;
    while (taken.has(id)) id += 1;
    taken.add(id);
    const member = { _id: id, host: memberHost(settings, ordinal) };
    const outside = isExposed ? topology.outside?.[ordinal] : undefined;
    return { ...withOutsideHost(member, outside), ...difference(ordinary, options[ordinal] ?? ordinary) };
  });
}

/** Returns the members with their hosts outside of the cluster, by ordinal, and without those that they had. */
export function withOutsideHosts(
  settings: AgentSettings,
  hosts: readonly string[],
  members: readonly ConfiguredMember[],
): ConfiguredMember[] {
  return members.map((member) => withOutsideHost(member, hosts[memberOrdinal(settings, member.host) ?? -1]));
}

/** The server refuses `horizons` that are empty. Other horizons than ours stay. */
function withOutsideHost(member: ConfiguredMember, host: string | undefined): ConfiguredMember {
  const { horizons, ...rest } = member;
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  const { [outsideHorizon]: _replaced, ...others } = horizons ?? {};
  const all = host ? { ...others, [outsideHorizon]: host } : others;
  return Object.keys(all).length > 0 ? { ...rest, horizons: all } : rest;
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
export function roleCommand(settings: AgentSettings, { kind, role: name }: RoleChange): Command | undefined {
  const found = readDesired(settings).roles.find((candidate) => roleName(candidate) === name);
  if (!found) return undefined;
  const { role, db, privileges, roles } = found;
  const subject = kind === 'create role' ? { createRole: role } : { updateRole: role };
  return { command: { ...subject, privileges, roles }, database: db };
}
