import { roleCommand } from '../../../../lib/mongo/agent/act/roles';

const privileges = [{ resource: { db: '', collection: '' }, actions: ['find'] }];
const roles = [{ role: 'auditor', db: 'admin', privileges, roles: [] }];

test.each([
  ['create role', { createRole: 'auditor', privileges, roles: [] }],
  ['change role', { updateRole: 'auditor', privileges, roles: [] }],
] as const)('has the command to %s in its database', (kind, command) => {
  expect(roleCommand({ roles }, 'admin.auditor', kind)).toEqual({ command, database: 'admin' });
});

test('has no command for a role that is not desired any more', () => {
  expect(roleCommand({ roles: [] }, 'admin.auditor', 'create role')).toBeUndefined();
});
