import { Connection } from './connections';

const ofServer = ['admin', 'config', 'local'];

/** Returns the names of the databases that clients created. */
export async function heldDatabases(connection: Connection): Promise<string[]> {
  const { databases } = (await connection.getDB('admin').runCommand({ listDatabases: 1, nameOnly: true })) as {
    databases: readonly { name: string }[];
  };
  return databases.map(({ name }) => name).filter((name) => !ofServer.includes(name));
}

/** Drops databases here and not by mongorestore, which would drop the users as well, its own among them. */
export async function dropDatabases(connection: Connection, names: readonly string[]): Promise<void> {
  for (const name of names)
    await connection.getDB(name).runCommand({ dropDatabase: 1, writeConcern: { w: 'majority' } });
}
