import { copyIndexes, differingCollections } from '../../../../lib/mongo/agent/import/collections';
import { batch, server } from './servers';

const index = (name: string) => ({ v: 2, key: { [name]: 1 }, name });

const shop = {
  listDatabases: { databases: [{ name: 'admin' }, { name: 'shop' }] },
  listCollections: batch(
    { name: 'orders', type: 'collection' },
    { name: 'plain', type: 'collection' },
    { name: 'system.views', type: 'collection' },
    { name: 'big', type: 'view' },
  ),
  listIndexes: ({ command }: { command: Record<string, unknown> }) =>
    command['listIndexes'] === 'orders' ? batch(index('_id_'), index('number')) : batch(index('_id_')),
};

test('creates the indexes of collections, and neither those of views nor those that every collection has', async () => {
  const source = await server(shop);
  const set = await server({});
  await copyIndexes(source.connection, set.connection);
  expect(set.asked.map(({ database, command }) => [database, command])).toEqual([
    ['shop', { createIndexes: 'orders', indexes: [index('number')] }],
  ]);
});

test('names the collections whose numbers of documents differ', async () => {
  const source = await server({ ...shop, count: { n: 3 } });
  const set = await server({
    count: ({ command }: { command: object }) => ({ n: 'count' in command && command.count === 'plain' ? 3 : 2 }),
  });
  expect(await differingCollections(source.connection, set.connection)).toEqual(['shop.orders: 3 there, 2 here']);
});
