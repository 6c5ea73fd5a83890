import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BackupSettings } from '../contract';
import { reasonOf } from '../mongod/connections';
import { endOfDump } from '../oplog/archive';
import { momentOf, placeOf } from './chain';
import { runTool } from '../oplog/tool';
import { dayMilliseconds, dumpsOf, toDisk } from './dumps';

/**
 * Makes one dump and removes those beyond the desired number. A dump has its name only once it is whole, and only then others are
 * removed: after a run that fails, every good dump is still there. One that slices of the oplog follow has the place of its end in its name,
 * and the second of that: the clock of the set orders them, and not that of the node on which this runs.
 */
export async function backup(
  settings: BackupSettings,
  { now = new Date(), program = 'mongodump' } = {},
): Promise<{ readonly dump: string; readonly bytes: number; readonly removed: readonly string[] }> {
  const { set, dumps, keep, pointInTime } = settings;
  removeAbandoned(dumps, now);
  const begin = `${set}-${momentOf(now)}`;
  const partial = join(dumps, `${begin}.archive.gz.partial`);
  let dump = `${begin}.archive.gz`;
  try {
    runTool(program, settings, `--archive=${partial}`, '--gzip', '--oplog');
    if (pointInTime === true) {
      const end = await endOfDump(partial);
      dump = `${set}-${momentOf(new Date(end.seconds * 1000))}_${placeOf(end)}.archive.gz`;
    }
  } catch (error) {
    rmSync(partial, { force: true });
    throw new Error(`${reasonOf(error)}; no dump was made, and none removed`, { cause: error });
  }
  toDisk(partial);
  renameSync(partial, join(dumps, dump));
  toDisk(dumps);
  const removed = dumpsOf(set, readdirSync(dumps)).slice(0, -keep);
  for (const old of removed) rmSync(join(dumps, old));
  return { dump, bytes: statSync(join(dumps, dump)).size, removed };
}

/** A run that was killed leaves its file behind. */
function removeAbandoned(dumps: string, now: Date): void {
  for (const file of readdirSync(dumps).filter((name) => name.endsWith('.partial'))) {
    const path = join(dumps, file);
    if (now.getTime() - statSync(path).mtimeMs > dayMilliseconds) rmSync(path, { recursive: true });
  }
}
