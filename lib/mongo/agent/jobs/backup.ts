import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BackupSettings } from '../contract';
import { reasonOf } from '../mongod/connections';
import { dayMilliseconds, dumpsOf, runTool } from './dumps';

/**
 * Makes one dump and removes those beyond the desired number. A dump has its name only once it is whole, and only then others are
 * removed: after a run that fails, every good dump is still there.
 */
export function backup(
  settings: BackupSettings,
  { now = new Date(), program = 'mongodump' } = {},
): { readonly dump: string; readonly bytes: number; readonly removed: readonly string[] } {
  const { set, dumps, keep } = settings;
  removeAbandoned(dumps, now);
  const dump = `${set}-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.archive.gz`;
  const partial = join(dumps, `${dump}.partial`);
  try {
    runTool(program, settings, `--archive=${partial}`, '--gzip', '--oplog');
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
    if (now.getTime() - statSync(path).mtimeMs > dayMilliseconds) rmSync(path);
  }
}

function toDisk(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}
