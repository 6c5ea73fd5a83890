import { DesiredRole, RoleName } from '../../../../../lib/mongo/agent/contract';
import { MongoServerError } from '../../mongosh';
import { host } from '../../set';
import { pods, UsersWorld } from './world';

/** Answers as the mongod of a member does, of which one is primary. */
export function answered(
  world: UsersWorld,
  at: number,
  command: Readonly<Record<string, unknown>>,
): { reply?: object; to?: UsersWorld } {
  const members = pods.map((ordinal) => ({
    name: host(ordinal),
    stateStr: ordinal === world.leader ? 'PRIMARY' : 'SECONDARY',
  }));
  const [kind = ''] = Object.keys(command);
  const subject = command[kind] as string;
  switch (kind) {
    case 'replSetGetStatus':
      return { reply: { myState: at === world.leader ? 1 : 2, members } };
    case 'replSetGetConfig':
      return {
        reply: {
          config: {
            version: 1,
            members: pods.map((_id) => ({ _id, host: host(_id) })),
            settings: { electionTimeoutMillis: 5000 },
          },
        },
      };
    case 'usersInfo': {
      const found = world.users[(command[kind] as { user: string }).user];
      return { reply: { users: found ? [{ roles: found.roles, credentials: found.password }] : [] } };
    }
    case 'rolesInfo': {
      const found = world.roles[(command[kind] as { role: string }).role];
      return { reply: { roles: found ? [found] : [] } };
    }
  }
  if (at !== world.leader) throw new MongoServerError(10107);
  const isRole = kind === 'createRole' || kind === 'updateRole';
  if (isRole) {
    const { privileges, roles } = command as unknown as DesiredRole;
    return {
      to: { ...world, roles: sorted({ ...world.roles, [subject]: { role: subject, db: 'admin', privileges, roles } }) },
    };
  }
  const { [subject]: before, ...others } = world.users;
  if (kind === 'dropUser' && before) return { to: { ...world, users: others } };
  if ((kind === 'createUser') === (before !== undefined))
    throw new MongoServerError(kind === 'createUser' ? 51003 : 11);
  const { pwd: password = before?.password, roles = before?.roles } = command as { pwd?: string; roles?: RoleName[] };
  if (roles?.some(({ role }) => role === 'unknown')) throw new MongoServerError(31);
  return {
    to: { ...world, users: sorted({ ...others, [subject]: { password: password ?? '', roles: roles ?? [] } }) },
  };
}

function sorted<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
}
