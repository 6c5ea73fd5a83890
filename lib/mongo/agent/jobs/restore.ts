import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RestoreSettings } from '../contract';
import { Connection, MongoClass } from '../mongod/connections';
import { dropDatabases, heldDatabases } from '../mongod/databases';
import { connected, fullUri, Pause } from '../mongod/set-connection';
import { runTool } from '../oplog/tool';
import { dumpsOf } from './dumps';
import { entriesUntil, windowTo } from './point-in-time';
import { replay } from '../oplog/replay';

/**
 * Restores a dump into the set that is named for it, and into no other; over data only if that is allowed; and once, for a GitOps agent
 * recreates a deleted Job. Users and roles of the set stay as they are: they come from the program. With a point in time, what the
 * oplog has until then follows. Returns the dump's name; undefined if it was restored before.
 */
export async function restore(
  Mongo: MongoClass,
  settings: RestoreSettings,
  { program = 'mongorestore', pause }: { program?: string; pause?: Pause } = {},
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

async function prepareTarget(connection: Connection, { into, replaceData }: RestoreSettings): Promise<void> {
  const admin = connection.getDB('admin');
  const { setName } = (await admin.runCommand({ hello: 1 })) as { setName: string };
  if (setName !== into) throw new Error(`the dump is to go into the set ${into}, but this is ${setName}`);
  const held = await heldDatabases(connection);
  // The file may be another's: "false" is not true.
  if (held.length > 0 && (replaceData as unknown) !== true)
    throw new Error(`the set ${into} holds data (${held.join(', ')}); write replaceData: true to replace it`);
  await dropDatabases(connection, held);
}
