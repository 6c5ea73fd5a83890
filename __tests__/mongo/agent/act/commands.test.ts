import { newMembers, roleCommand, userCommand, withOutsideHosts } from '../../../../lib/mongo/agent/act/commands';
import { app, host, plain, settings, writeSecret } from '../set';

const members = { 0: { priority: 0, hidden: true }, 1: { priority: 2 }, 3: { votes: 0, priority: 0 } };
const special = settings([], { topology: { ...plain, members } });

test('begins a set with the desired options, and with a first member that may be primary', () => {
  expect(newMembers(special, [0, 1])).toEqual([
    { _id: 0, host: host(0) },
    { _id: 1, host: host(1), priority: 2 },
  ]);
});

test('adds members with the options that are not ordinary, and the next free id if theirs is taken', () => {
  expect(newMembers(special, [2, 3], [{ _id: 3, host: host(0) }])).toEqual([
    { _id: 2, host: host(2) },
    { _id: 4, host: host(3), votes: 0, priority: 0 },
  ]);
});

const outside = [0, 1].map((ordinal) => `mongo-${ordinal}.example.com:27017`);
const exposed = settings([], { topology: { ...plain, outside } });
const horizons = { outside: outside[0] ?? '' };

test('adds a member with its host outside to members that have theirs, and to no others', () => {
  const first = { _id: 0, host: host(0) };
  expect([newMembers(exposed, [1], [{ ...first, horizons }]), newMembers(exposed, [1], [first])]).toEqual([
    [{ _id: 1, host: host(1), horizons: { outside: outside[1] } }],
    [{ _id: 1, host: host(1) }],
  ]);
});

test('replaces the hosts outside, leaves other horizons, and leaves no horizons that are empty', () => {
  const members = [{ _id: 0, host: host(0), horizons: { ...horizons, office: 'mongo.office:27017' } }];
  const alone = [{ _id: 0, host: host(0), horizons }];
  expect([
    withOutsideHosts(exposed, ['a.example.com:1'], members),
    withOutsideHosts(exposed, [], members),
    withOutsideHosts(exposed, [], alone),
  ]).toEqual([
    [{ ...members[0], horizons: { outside: 'a.example.com:1', office: 'mongo.office:27017' } }],
    [{ ...members[0], horizons: { office: 'mongo.office:27017' } }],
    [{ _id: 0, host: host(0) }],
  ]);
});

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
  expect(roleCommand(settings([], { roles: desired }), { kind, role: 'admin.auditor' })).toEqual({
    command,
    database: 'admin',
  });
});

test('has no command for a role that is not desired any more', () => {
  expect(roleCommand(settings(), { kind: 'create role', role: 'admin.auditor' })).toBeUndefined();
});
