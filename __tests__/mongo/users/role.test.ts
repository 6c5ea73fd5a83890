import { Findings } from '../../../lib/findings/findings';
import { agentRoles, checkRoles, customRoles, databaseProblem, MongoCustomRole } from '../../../lib/mongo/users/role';
import { decided } from '../../../lib/props/schema';
import { issuesOf, textOf } from '../../problem-text';

const clerk: MongoCustomRole = {
  role: 'clerk',
  db: 'shop',
  privileges: [{ resource: { db: 'shop', collection: 'orders' }, actions: ['insert', 'find'] }],
};

test('tells the agent what a role allows, with nothing left out', () => {
  const auditor = { role: 'auditor', db: 'admin', roles: [{ role: 'clusterMonitor', db: 'admin' }] };
  expect(agentRoles(decided(customRoles, [clerk, auditor]))).toEqual([
    { ...clerk, privileges: [{ ...clerk.privileges?.[0], actions: ['find', 'insert'] }], roles: [] },
    { ...auditor, privileges: [] },
  ]);
});

test.each<[string, MongoCustomRole, string]>([
  [
    'without rights',
    { role: 'clerk', db: 'shop' },
    '[0] must allow something, got neither privileges nor roles; write one of them',
  ],
  [
    'of a built-in name',
    { ...clerk, role: 'root' },
    '[0].role must not be a built-in role, got "root"; write another name, such as "auditor"',
  ],
  [
    'of a name with a space',
    { ...clerk, role: 'the clerk' },
    '[0].role must be letters, digits, ".", "_", "~" and "-", got "the clerk"; write a name such as "auditor"',
  ],
  [
    'without actions',
    { ...clerk, privileges: [{ resource: { cluster: true }, actions: [] }] },
    '[0].privileges[0].actions must not be empty, got []; write ["find"]',
  ],
])('refuses a role %s', (_, role, issue) => {
  expect(issuesOf(customRoles, [role])).toEqual([issue]);
});

test.each<[string, MongoCustomRole[], string]>([
  [
    'listed twice',
    [clerk, clerk],
    'roles[1] must be listed once, got "clerk"; write one role with the privileges of both',
  ],
  [
    'with a role that does not exist',
    [{ role: 'auditor', db: 'admin', roles: [{ role: 'Root', db: 'admin' }] }],
    'roles[0].roles[0] must be a role that exists, got "Root"; write "root"',
  ],
])('refuses a role %s', (_, roles, finding) => {
  const findings = new Findings();
  checkRoles(findings, decided(customRoles, roles));
  expect(findings.validate()).toEqual([finding]);
});

test.each(['user-admin', 'a_b', 'x'.repeat(63)])('takes the database %s', (name) => {
  expect(databaseProblem(name)).toBeUndefined();
});

test.each(['', 'a.b', 'a b', 'x'.repeat(64)])('refuses the database %j', (name) => {
  expect(textOf(databaseProblem(name))).toBe(
    `must be 1 to 63 characters without spaces and without any of /\\."$*<>:|?, got ${JSON.stringify(name)}; write a name such as "user-admin"`,
  );
});
