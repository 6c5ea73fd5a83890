import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { UserState } from '../../../../lib/mongo/agent/observation';
import { observeRoles, rights } from '../../../../lib/mongo/agent/observe/roles';
import { mongosh } from '../mongosh';
import { settings } from '../set';

const orders = { resource: { db: 'shop', collection: 'orders' }, actions: ['find', 'insert'] };
const cluster = { resource: { cluster: true }, actions: ['serverStatus'] };
const desired = { role: 'clerk', db: 'shop', privileges: [orders, cluster], roles: [{ role: 'read', db: 'cart' }] };
const stored = {
  ...desired,
  privileges: [cluster, { resource: { collection: 'orders', db: 'shop' }, actions: ['insert', 'find'] }],
};

test.each<[string, unknown[], UserState['state']]>([
  ['is synced when it allows the same, in whatever order', [stored], 'synced'],
  ['is missing', [], 'missing role'],
  ['allows less', [{ ...stored, privileges: [cluster] }], 'wrong role'],
  ['inherits more', [{ ...stored, roles: [...stored.roles, { role: 'root', db: 'admin' }] }], 'wrong role'],
])('says that a role %s', async (_, roles, state) => {
  const { Mongo } = mongosh({ answer: () => ({ roles }) });
  const seen = await observeRoles(new Connections(Mongo, settings()), { roles: [desired] });
  expect(seen).toEqual([{ name: 'shop.clerk', state }]);
});

test('counts two privileges on one resource as one', () => {
  const split = ['find', 'insert'].map((action) => ({ ...orders, actions: [action] }));
  expect(rights({ privileges: split, roles: [] })).toBe(rights({ privileges: [orders], roles: [] }));
});
