import { Connections } from '../../lib/mongo-agent/connections';
import { UserState } from '../../lib/mongo-agent/decide';
import { rights, Roles } from '../../lib/mongo-agent/roles';
import { mongosh } from './mongosh';
import { settings } from './set';

const orders = { resource: { db: 'shop', collection: 'orders' }, actions: ['find', 'insert'] };
const cluster = { resource: { cluster: true }, actions: ['serverStatus'] };
const wanted = { role: 'clerk', db: 'shop', privileges: [orders, cluster], roles: [{ role: 'read', db: 'cart' }] };
const stored = {
  ...wanted,
  privileges: [cluster, { resource: { collection: 'orders', db: 'shop' }, actions: ['insert', 'find'] }],
};

test.each<[string, unknown[], UserState['state']]>([
  ['is converged when it allows the same, in whatever order', [stored], 'converged'],
  ['is missing', [], 'missing role'],
  ['allows less', [{ ...stored, privileges: [cluster] }], 'wrong role'],
  ['inherits more', [{ ...stored, roles: [...stored.roles, { role: 'root', db: 'admin' }] }], 'wrong role'],
])('says that a role %s', async (_, roles, state) => {
  const set = settings([], { roles: [wanted] });
  const { Mongo } = mongosh({ answer: () => ({ roles }) });
  const seen = await new Roles(new Connections(Mongo, () => ['key']), set).observe();
  expect(seen).toEqual([{ name: 'shop.clerk', state, attempts: 0 }]);
});

test('counts two privileges on one resource as one', () => {
  const split = ['find', 'insert'].map((action) => ({ ...orders, actions: [action] }));
  expect(rights({ privileges: split, roles: [] })).toBe(rights({ privileges: [orders], roles: [] }));
});
