import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { RestoreSettings } from '../contract';
import { Connection, MongoClass } from '../mongod/connections';
import { dumpsOf, fullUri, runTool } from './dumps';

/** Resolves after the given milliseconds. */
type Pause = (milliseconds: number) => Promise<unknown>;

const attempts = 120;
const attemptMilliseconds = 5000;

/**
 * Restores a dump into the set that is named for it, and into no other; over data only if that is allowed; and once, for a GitOps agent
 * recreates a deleted Job. Users and roles of the set stay as they are: they come from the program. Returns the dump's name; undefined if
 * it was restored before.
 */
export async function restore(
  Mongo: MongoClass,
  settings: RestoreSettings,
  { program = 'mongorestore', pause = setTimeout }: { program?: string; pause?: Pause } = {},
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

/** Drops databases here and not by mongorestore, which would drop the users as well, its own among them. */
async function prepareTarget(connection: Connection, { into, replaceData }: RestoreSettings): Promise<void> {
  const admin = connection.getDB('admin');
  try {
    const { setName } = (await admin.runCommand({ hello: 1 })) as { setName: string };
    if (setName !== into) throw new Error(`the dump is to go into the set ${into}, but this is ${setName}`);
    const { databases } = (await admin.runCommand({ listDatabases: 1, nameOnly: true })) as {
      databases: readonly { name: string }[];
    };
    const held = databases.map(({ name }) => name).filter((name) => !['admin', 'config', 'local'].includes(name));
    // The file may be another's: "false" is not true.
    if (held.length > 0 && (replaceData as unknown) !== true)
      throw new Error(`the set ${into} holds data (${held.join(', ')}); write replaceData: true to replace it`);
    for (const name of held)
      await connection.getDB(name).runCommand({ dropDatabase: 1, writeConcern: { w: 'majority' } });
  } finally {
    await connection.close();
  }
}

/** A set that was applied together with the Job has no primary and no users yet: it is waited for, ten minutes at least. */
async function connected(Mongo: MongoClass, uri: string, pause: Pause): Promise<Connection> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await new Mongo(uri);
    } catch (error) {
      if (attempt === attempts) throw error;
      await pause(attemptMilliseconds);
    }
  }
}
