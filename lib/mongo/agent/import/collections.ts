import { Connection } from '../mongod/connections';
import { heldDatabases } from '../mongod/databases';

interface Collection {
  readonly name: string;
  readonly type: string;
}

type Index = Readonly<Record<string, unknown>> & { readonly name: string };

interface Batch<Item> {
  readonly cursor: { readonly firstBatch: readonly Item[] };
}

/** Creates the indexes of the source's collections in the set, which has their data. Existing indexes stay. */
export async function copyIndexes(source: Connection, set: Connection): Promise<void> {
  for (const { database, name, type } of await collectionsOf(source)) {
    if (type === 'view') continue;
    const { cursor } = (await source.getDB(database).runCommand({ listIndexes: name })) as Batch<Index>;
    const indexes = cursor.firstBatch.filter((index) => index.name !== '_id_' && index['clustered'] !== true);
    if (indexes.length > 0) await set.getDB(database).runCommand({ createIndexes: name, indexes });
  }
}

/** Returns the collections whose numbers of documents differ, which servers know without counting: it may be wrong after a crash. */
export async function differingCollections(source: Connection, set: Connection): Promise<readonly string[]> {
  const compared = (await collectionsOf(source)).map(async ({ database, name, type }) => {
    if (type !== 'collection') return [];
    const [there, here] = await Promise.all(
      [source, set].map(async (one) => ((await one.getDB(database).runCommand({ count: name })) as { n: number }).n),
    );
    return there === here ? [] : [`${database}.${name}: ${String(there)} there, ${String(here)} here`];
  });
  return (await Promise.all(compared)).flat();
}

async function collectionsOf(connection: Connection): Promise<readonly (Collection & { readonly database: string })[]> {
  const found = [];
  for (const database of await heldDatabases(connection)) {
    const command = { listCollections: 1, nameOnly: true, cursor: { batchSize: 100_000 } };
    const { cursor } = (await connection.getDB(database).runCommand(command)) as Batch<Collection>;
    for (const one of cursor.firstBatch) if (!one.name.startsWith('system.')) found.push({ database, ...one });
  }
  return found;
}
