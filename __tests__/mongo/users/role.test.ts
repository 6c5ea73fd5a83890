import { Chart } from 'cdk8s';
import { agentRoles, checkRoles, MongoCustomRole } from '../../../lib/mongo/users/role';
import { refusal, attachedFindings } from '../../rendered';

const clerk: MongoCustomRole = {
  role: 'clerk',
  db: 'shop',
  privileges: [{ resource: { db: 'shop', collection: 'orders' }, actions: ['insert', 'find'] }],
};

test('tells the agent what a role allows, with nothing left out', () => {
  expect(
    agentRoles([clerk, { role: 'auditor', db: 'admin', roles: [{ role: 'clusterMonitor', db: 'admin' }] }]),
  ).toEqual([
    { ...clerk, privileges: [{ ...clerk.privileges?.[0], actions: ['find', 'insert'] }], roles: [] },
    { role: 'auditor', db: 'admin', privileges: [], roles: [{ role: 'clusterMonitor', db: 'admin' }] },
  ]);
});

test.each<[string, MongoCustomRole[], string]>([
  [
    'without rights',
    [{ role: 'clerk', db: 'shop' }],
    'role "clerk" allows nothing, got neither privileges nor roles; write one of them',
  ],
  [
    'of a built-in name',
    [{ ...clerk, role: 'root' }],
    'role "root" is built in; write another name, such as "auditor"',
  ],
  ['named twice', [clerk, clerk], 'role "clerk" is named twice; write one role with the privileges of both'],
  [
    'of a name with a blank',
    [{ ...clerk, role: 'the clerk' }],
    'role "the clerk" must be named by letters, digits, ".", "_", "~" and "-"; write a name such as "auditor"',
  ],
  [
    'without actions',
    [{ ...clerk, privileges: [{ resource: { cluster: true }, actions: [] }] }],
    'role "clerk": actions must be named, got []; write ["find"]',
  ],
])('refuses a role %s', (_, roles, message) => {
  const text = refusal((chart: Chart) => {
    checkRoles(attachedFindings(chart), roles);
  });
  expect(text).toContain(`[shop] ${message}`);
});
