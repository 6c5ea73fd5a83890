import { wait } from '../../../../lib/mongo/agent/decide/actions';
import { userActions } from '../../../../lib/mongo/agent/decide/users';
import { Action, UserState } from '../../../../lib/mongo/agent/observation';
import { observation } from '../observation';

test.each<[UserState['state'], Action[]]>([
  ['synced', []],
  ['missing', [{ kind: 'create user', user: 'app' }]],
  ['wrong password', [{ kind: 'change password', user: 'app' }]],
  ['wrong roles', [{ kind: 'change roles', user: 'app' }]],
  ['unwanted', [{ kind: 'remove user', user: 'app' }]],
  ['missing role', [{ kind: 'create role', role: 'app' }]],
  ['wrong role', [{ kind: 'change role', role: 'app' }]],
])('has one change at most for a user or role that is %s', (state, actions) => {
  expect(userActions(observation({ users: [{ name: 'app', state }] }))).toEqual(actions);
});

test('changes the other users while it waits for Secrets', () => {
  const users: UserState[] = [
    { name: 'app', state: 'refused', problem: 'the password in the Secret must not be empty' },
    { name: 'api', state: 'missing' },
    { name: 'old', state: 'refused', problem: 'the Secret has the username of api' },
  ];
  expect(userActions(observation({ users }))).toEqual([
    { kind: 'create user', user: 'api' },
    wait('users', 'app: the password in the Secret must not be empty', 'old: the Secret has the username of api'),
  ]);
});
