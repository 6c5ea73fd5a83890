import { Action, Observation, UserState } from '../observation';
import { wait } from './actions';

const kinds = {
  missing: 'create user',
  'wrong password': 'change password',
  'wrong roles': 'change roles',
  unwanted: 'remove user',
  'missing role': 'create role',
  'wrong role': 'change role',
} as const;

/** Returns the changes of users and roles that are due, and what keeps others waiting. */
export function userActions({ users }: Observation): Action[] {
  const problems = users.flatMap(({ name, problem }) => (problem === undefined ? [] : [`${name}: ${problem}`]));
  return [...users.flatMap(userChange), ...(problems.length > 0 ? [wait('users', ...problems)] : [])];
}

function userChange({ name, state }: UserState): Action[] {
  if (state === 'synced' || state === 'refused') return [];
  const kind = kinds[state];
  return [kind === 'create role' || kind === 'change role' ? { kind, role: name } : { kind, user: name }];
}
