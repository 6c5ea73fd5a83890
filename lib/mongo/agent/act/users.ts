import { AgentSettings, DesiredState } from '../contract';
import { readDesired } from '../files/settings';
import { Command } from '../mongod/connections';
import { loginName, userCredentials } from '../observe/users';

/** Returns the command for one change of a user; undefined if the desired state or the Secret has changed meanwhile. */
export function userCommand(
  settings: AgentSettings,
  name: string,
  kind: 'create user' | 'change password' | 'change roles' | 'remove user',
): Command | undefined {
  const { users, removedUsers } = readDesired(settings);
  if (kind === 'remove user') return removal(removedUsers, name);
  const user = users.find((candidate) => candidate.name === name);
  if (user === undefined) return undefined;
  const found = userCredentials(settings, user);
  if ('problem' in found) return undefined;
  const { database, roles } = user;
  const { username, password } = found;
  const pwd = password;
  switch (kind) {
    case 'create user':
      return { command: { createUser: username, pwd, roles, mechanisms: ['SCRAM-SHA-256'] }, database };
    case 'change password':
      return { command: { updateUser: username, pwd }, database };
    case 'change roles':
      return { command: { updateUser: username, roles }, database };
  }
}

function removal(users: DesiredState['removedUsers'], name: string): Command | undefined {
  const user = users.find((candidate) => loginName(candidate) === name);
  return user === undefined ? undefined : { command: { dropUser: user.username }, database: user.database };
}
