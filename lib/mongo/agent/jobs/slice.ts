import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { SliceSettings } from '../contract';
import { MongoClass } from '../mongod/connections';
import {
  Base,
  basesOf,
  ListedBackup,
  listedBackups,
  nameOfSlice,
  placeOf,
  shownWindows,
  Slice,
  slicesOf,
  storedFiles,
  windowsOf,
} from './chain';
import { fullUri } from '../mongod/set-connection';
import { toDisk } from './dumps';
import { directUri, newestMember } from './newest-member';
import { compareOpTimes, dumpOplog, OpTime, SliceBounds } from '../oplog/oplog';

/** The longest stretch of a slice: a Job that comes late catches up by several, so that none needs much room. */
const longestSeconds = 3600;

/** The result of a run. */
export interface SliceResult {
  /** The name of the slice; undefined if there was nothing to add. */
  readonly slice?: string;
  readonly bytes?: number;
  readonly removed: readonly string[];
  readonly note?: string;
  /** The dumps, and what can be restored from each. */
  readonly backups: readonly ListedBackup[];
}

/**
 * Adds a slice of the oplog to those that follow a dump. It begins with the last entry of the slice before it: if the member does not have that
 * entry, writes are missing, and the run fails until a dump begins anew. It ends with the last write that a majority has, as the member
 * that it is read from knows it: no such write is rolled back. Slices that no dump needs any more are removed.
 */
export async function slice(Mongo: MongoClass, settings: SliceSettings, program = 'mongodump'): Promise<SliceResult> {
  const { set, dumps } = settings;
  const stored = storedFiles(settings);
  const files = [...stored.keys()];
  const bases = basesOf(set, files);
  const old = slicesOf(set, files);
  const newest = bases.at(-1);
  if (newest === undefined) {
    remove(settings, []);
    return { removed: [], note: `no dump of ${set} begins a chain yet`, backups: [] };
  }
  // One that is started by hand may run beside that of the schedule.
  const partial = join(dumps, `${hostname()}.partial`);
  const added = await dumpNext(Mongo, settings, starts(old, newest), { partial, program });
  if (typeof added !== 'object') rmSync(partial, { force: true });
  if (typeof added === 'string')
    throw new Error(
      `a gap: ${added}. No slice was added; the next dump begins a new chain. ` +
        `Restorable: ${shownWindows(windowsOf(set, files))}`,
    );
  const removed = surplus(bases, old);
  remove(settings, removed);
  const left = [...stored].filter(([file]) => !removed.includes(file));
  if (added === undefined) return { removed, backups: listedBackups(set, new Map(left)) };
  const name = nameOfSlice(set, added);
  toDisk(partial);
  renameSync(partial, join(dumps, name));
  const { size: bytes } = statSync(join(dumps, name));
  return { slice: name, bytes, removed, backups: listedBackups(set, new Map([...left, [name, bytes]])) };
}

/** Dumps what follows the first of the places that the newest member has. Returns undefined if nothing does, and the reasons for a gap. */
async function dumpNext(
  Mongo: MongoClass,
  settings: SliceSettings,
  places: readonly OpTime[],
  { partial, program }: { readonly partial: string; readonly program: string },
): Promise<SliceBounds | string | undefined> {
  const { host, hello } = await newestMember(Mongo, fullUri(settings));
  const { ts } = hello.lastWrite.majorityOpTime;
  const reader = { ...settings, uri: directUri(settings.uri, host) };
  const committed = { seconds: ts.t, increment: ts.i };
  const missing: string[] = [];
  for (const from of places) {
    if (!isAfter(committed, from)) return undefined;
    const same = await dumpOplog(reader, { from, until: from }, partial, program);
    if (same && compareOpTimes(same.first, from) === 0) {
      const limit = earlier(committed, { seconds: from.seconds + longestSeconds, increment: 0 });
      const found = await dumpOplog(reader, { from, until: limit }, partial, program);
      if (found && isAfter(found.last, from)) return found;
      // Nothing ran for so long.
      return limit === committed ? undefined : dumpOplog(reader, { from, until: committed }, partial, program);
    }
    missing.push(placeOf(from));
  }
  return `the oplog of ${host} does not hold ${missing.join(', nor ')}: it was overwritten, rolled back, or is another set's`;
}

function isAfter(one: Omit<OpTime, 'term'>, other: Omit<OpTime, 'term'>): boolean {
  return compareOpTimes({ ...one, term: 0 }, { ...other, term: 0 }) > 0;
}

function earlier<Place extends Omit<OpTime, 'term'>>(one: Place, other: Place): Place {
  return isAfter(one, other) ? other : one;
}

/** The places where a slice can begin: the end of the last one, or that of a dump after it. */
function starts(old: readonly Slice[], newest: Base): OpTime[] {
  const tip = old
    .map(({ last }) => last)
    .sort(compareOpTimes)
    .at(-1);
  if (tip === undefined) return [newest.end];
  return compareOpTimes(newest.end, tip) > 0 ? [tip, newest.end] : [tip];
}

/** Returns the slices that end before the oldest dump does. */
function surplus([oldest]: readonly Base[], slices: readonly Slice[]): string[] {
  if (oldest === undefined) return [];
  return slices.filter(({ last }) => compareOpTimes(last, oldest.end) <= 0).map(({ name }) => name);
}

/** Removes files of the volume, or lists those of the bucket for its client. */
function remove({ dumps, listing }: SliceSettings, names: readonly string[]): void {
  if (listing !== undefined) writeFileSync(join(dumps, 'removed'), names.map((name) => `${name}\n`).join(''));
  else for (const name of names) rmSync(join(dumps, name), { force: true });
}
