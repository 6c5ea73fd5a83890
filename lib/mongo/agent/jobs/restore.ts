import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { RestoreSettings } from '../contract';
import { Connection, MongoClass } from '../mongod/connections';
import { dumpsOf, fullUri, runTool } from './dumps';
import { entriesUntil, windowTo } from './point-in-time';
import { replay } from './replay';

/** Resolves after the given milliseconds. */
type Pause = (milliseconds: number) => Promise<unknown>;

const attempts = 120;
const attemptMilliseconds = 5000;

/**
 * Restores a dump into the set that is named for it, and into no other; over data only if that is allowed; and once, for a GitOps agent
 * recreates a deleted Job. Users and roles of the set stay as they are: they come from the program. With a point in time, what the
 * oplog has until then follows. Returns the dump's name; undefined if it was restored before.
 */
export async function restore(
  Mongo: MongoClass,
  settings: RestoreSettings,
  { program = 'mongorestore', pause = setTimeout }: { program?: string; pause?: Pause } = {},
): Promise<string | undefined> {
  const mark = join(settings.dumps, settings.mark);
  if (existsSync(mark)) return undefined;
  const chosen = await choice(settings);
  const connection = await connected(Mongo, fullUri(settings), pause);
  try {
    await prepareTarget(connection, settings);
    const archive = `--archive=${join(settings.dumps, chosen.dump)}`;
    runTool(program, settings, archive, '--gzip', '--oplogReplay', '--stopOnError');
    if (chosen.entries !== undefined) await replay(connection, settings, chosen.entries, program);
  } finally {
    await connection.close();
  }
  writeFileSync(mark, chosen.dump + '\n');
  return chosen.dump;
}

interface Choice {
  readonly dump: string;
  /** The entries of the oplog that follow the dump; undefined for a restore of the dump alone. */
  readonly entries?: AsyncIterable<Buffer>;
}

async function choice(settings: RestoreSettings): Promise<Choice> {
  const { to } = settings;
  if (to === undefined) return { dump: chosenDump(settings) };
  const { base, slices } = await windowTo(settings, to);
  return { dump: base.name, entries: entriesUntil(settings.dumps, { base, slices }, Date.parse(to) / 1000) };
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
