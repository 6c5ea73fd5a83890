import { checkSet, checkSource, hello, missingUsers, Refusal } from '../../../../lib/mongo/agent/import/checks';
import { MongoServerError } from '../mongosh';
import { at, batch, server } from './servers';

const format = (version: string) => ({ getParameter: { featureCompatibilityVersion: { version } } });
const readable = { find: batch({ ts: at(7) }) };

async function refusal(source: object, follow = true): Promise<string | undefined> {
  const from = await server({ hello: { setName: 'rs0', hosts: ['old-0'] }, ...format('6.0'), ...readable, ...source });
  const into = await server({ hello: { setName: 'mongo', hosts: ['mongo-0'] }, ...format('6.0') });
  try {
    await checkSource(from.connection, into.connection, follow);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return (error as Error).message;
  }
}

test.each<[string, object, boolean]>([
  ['a replica set', {}, true],
  ['one of an older series', format('5.0'), true],
  ['a single mongod whose oplog need not be followed', { hello: {} }, false],
])('accepts %s', async (_, source, follow) => {
  expect(await refusal(source, follow)).toBeUndefined();
});

const unreadable = () => {
  throw new MongoServerError(13, 'not authorized on local');
};

test.each<[string, object, string]>([
  ['a sharded cluster', { hello: { msg: 'isdbgrid' } }, 'the source is a sharded cluster, of which no set can be made'],
  ['the set itself', { hello: { setName: 'mongo', hosts: ['mongo-0'] } }, 'the source is the set itself'],
  [
    'a newer format',
    format('10.0'),
    'the source has the featureCompatibilityVersion 10.0, and the set 6.0: give the set a newer image and format',
  ],
  [
    'a single mongod that is to be followed',
    { hello: {} },
    'the source is no replica set and has no oplog: stop what writes to it, and write follow: false',
  ],
  [
    'an oplog that its user must not read',
    { find: unreadable },
    'the oplog of the source cannot be read (MongoServerError: not authorized on local): give its user the role backup on admin, or stop what writes to it, and write follow: false',
  ],
])('refuses %s', async (_, source, message) => {
  expect(await refusal(source)).toBe(message);
});

const databases = (...names: string[]) => ({ listDatabases: { databases: names.map((name) => ({ name })) } });

test('accepts the set of the program, empty or with data that may be replaced', async () => {
  const { connection } = await server({ hello: { setName: 'mongo' }, ...databases('admin', 'shop') });
  await expect(checkSet(connection, 'mongo', true)).resolves.toBeUndefined();
});

test.each<[string, string, string]>([
  ['another set', 'other', 'the import is for the set other, but this is mongo'],
  ['data', 'mongo', 'the set mongo holds data (shop); write replaceData: true to replace it'],
])('refuses %s', async (_, name, message) => {
  const { connection } = await server({ hello: { setName: 'mongo' }, ...databases('admin', 'shop') });
  await expect(checkSet(connection, name, false)).rejects.toThrow(message);
});

test('names the users that the set does not have', async () => {
  const source = await server({ find: batch({ _id: 'shop.app' }, { _id: 'admin.root' }) });
  const set = await server({ find: batch({ _id: 'shop.app' }) });
  expect(await missingUsers(source.connection, set.connection)).toEqual(['admin.root']);
});

test('names no users if it must not read those of the source', async () => {
  const source = await server({ find: unreadable });
  const set = await server({ find: batch() });
  expect(await missingUsers(source.connection, set.connection)).toBeUndefined();
});

test('asks a server what it is', async () => {
  const { connection } = await server({ hello: { setName: 'rs0' } });
  expect(await hello(connection)).toEqual({ setName: 'rs0' });
});
