import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RestoreSettings } from '../contract';
import { Connection, MongoClass } from '../mongod/connections';
import { dropDatabases, heldDatabases } from '../mongod/databases';
import { connected, fullUri, Pause } from '../mongod/set-connection';
import { dumpsOf, runTool } from './dumps';

/**
 * Restores a dump into the set that is named for it, and into no other; over data only if that is allowed; and once, for a GitOps agent
 * recreates a deleted Job. Users and roles of the set stay as they are: they come from the program. Returns the dump's name; undefined if
 * it was restored before.
 */
export async function restore(
  Mongo: MongoClass,
  settings: RestoreSettings,
  { program = 'mongorestore', pause }: { program?: string; pause?: Pause } = {},
): Promise<string | undefined> {
  const mark = join(settings.dumps, settings.mark);
  if (existsSync(mark)) return undefined;
  const dump = chosenDump(settings);
  await prepareTarget(await connected(Mongo, fullUri(settings), pause), settings);
  runTool(program, settings, `--archive=${join(settings.dumps, dump)}`, '--gzip', '--oplogReplay', '--stopOnError');
  writeFileSync(mark, dump + '\n');
  return dump;
}

function chosenDump({ from, dumps, dump }: RestoreSettings): string {
  const found = dumpsOf(from, readdirSync(dumps));
  const chosen = dump === 'latest' ? found.at(-1) : found.find((name) => name === dump);
  if (chosen) return chosen;
  throw new Error(`there is no dump ${dump} of ${from}; there are: ${found.join(', ') || 'none'}`);
}

async function prepareTarget(connection: Connection, { into, replaceData }: RestoreSettings): Promise<void> {
  const admin = connection.getDB('admin');
  try {
    const { setName } = (await admin.runCommand({ hello: 1 })) as { setName: string };
    if (setName !== into) throw new Error(`the dump is to go into the set ${into}, but this is ${setName}`);
    const held = await heldDatabases(connection);
    // The file may be another's: "false" is not true.
    if (held.length > 0 && (replaceData as unknown) !== true)
      throw new Error(`the set ${into} holds data (${held.join(', ')}); write replaceData: true to replace it`);
    await dropDatabases(connection, held);
  } finally {
    await connection.close();
  }
}
