import { dropDatabases, heldDatabases } from '../../../../lib/mongo/agent/mongod/databases';
import { server } from '../import/servers';

test('leaves out the databases of the server', async () => {
  const databases = ['admin', 'config', 'local', 'shop', 'cart'].map((name) => ({ name }));
  const { connection } = await server({ listDatabases: { databases } });
  expect(await heldDatabases(connection)).toEqual(['shop', 'cart']);
});

test('drops databases in the majority of the set', async () => {
  const { connection, asked } = await server({});
  await dropDatabases(connection, ['shop', 'cart']);
  expect(asked.map(({ database, command }) => [database, command])).toEqual(
    ['shop', 'cart'].map((name) => [name, { dropDatabase: 1, writeConcern: { w: 'majority' } }]),
  );
});
