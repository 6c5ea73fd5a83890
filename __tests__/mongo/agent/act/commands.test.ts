import { roleCommand } from '../../../../lib/mongo/agent/act/commands';
import { userCommand } from '../../../../lib/mongo/agent/act/commands';
import { app, settings, writeSecret } from '../set';

const { roles } = app;

function given(password = 'right') {
  const found = settings([app], { removedUsers: [{ username: 'old', database: 'shop' }] });
  writeSecret(found, 'app', 'shop', password);
  return found;
}

test.each([
  ['create user', 'app', { createUser: 'shop', pwd: 'right', roles, mechanisms: ['SCRAM-SHA-256'] }, 'admin'],
  ['change password', 'app', { updateUser: 'shop', pwd: 'right' }, 'admin'],
  ['change roles', 'app', { updateUser: 'shop', roles }, 'admin'],
  ['remove user', 'shop.old', { dropUser: 'old' }, 'shop'],
] as const)('has the command to %s', (kind, user, command, database) => {
  expect(userCommand(given(), { kind, user })).toEqual({ command, database });
});

test.each([
  ['a user that is not desired any more', 'other', 'create user', 'right'],
  ['a user whose Secret cannot be used any more', 'app', 'change password', ''],
  ['a user that is not to be removed any more', 'shop.other', 'remove user', 'right'],
] as const)('has no command for %s', (_, user, kind, password) => {
  expect(userCommand(given(password), { kind, user })).toBeUndefined();
});

const privileges = [{ resource: { db: '', collection: '' }, actions: ['find'] }];
const desired = [{ role: 'auditor', db: 'admin', privileges, roles: [] }];

test.each([
  ['create role', { createRole: 'auditor', privileges, roles: [] }],
  ['change role', { updateRole: 'auditor', privileges, roles: [] }],
] as const)('has the command to %s in its database', (kind, command) => {
  expect(roleCommand({ roles: desired }, { kind, role: 'admin.auditor' })).toEqual({ command, database: 'admin' });
});

test('has no command for a role that is not desired any more', () => {
  expect(roleCommand({ roles: [] }, { kind: 'create role', role: 'admin.auditor' })).toBeUndefined();
});
