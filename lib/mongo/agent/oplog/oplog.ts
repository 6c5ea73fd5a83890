import { createReadStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { DumpSettings } from '../contract';
import { documentsIn, valueAt } from './bson';
import { runTool } from './tool';

/** A place in the oplog: a timestamp, which is a second and a number within it, and the term of the primary that wrote the entry. */
export interface OpTime {
  readonly seconds: number;
  readonly increment: number;
  readonly term: number;
}

/** The bounds of a slice of the oplog. */
export interface SliceBounds {
  readonly first: OpTime;
  readonly last: OpTime;
  readonly entries: number;
}

/** Returns the place of an entry. */
export function opTimeOf(entry: Buffer): OpTime {
  const timestamp = valueAt(entry, 'ts') as Omit<OpTime, 'term'>;
  // An entry of the first protocol has no term.
  return { ...timestamp, term: (valueAt(entry, 't') as number | undefined) ?? -1 };
}

/** Returns the difference of two places: negative if the first is earlier. Terms follow timestamps. */
export function compareOpTimes(one: OpTime, other: OpTime): number {
  return one.seconds - other.seconds || one.increment - other.increment || one.term - other.term;
}

/**
 * Dumps the entries of a set's oplog from one place on, to another, both included. Returns the dumped slice; undefined without entries.
 * A user with the role `backup` may do so. The caller compares the first entry with the requested one: if they differ, entries between
 * are gone.
 */
export async function dumpOplog(
  settings: DumpSettings,
  { from, until }: { readonly from: Omit<OpTime, 'term'>; readonly until: Omit<OpTime, 'term'> },
  file: string,
  program = 'mongodump',
): Promise<SliceBounds | undefined> {
  const directory = `${file}.partial`;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  try {
    const query = JSON.stringify({ ts: { $gte: extended(from), $lte: extended(until) } });
    const wanted = ['--db=local', '--collection=oplog.rs', `--query=${query}`];
    runTool(program, settings, ...wanted, '--gzip', `--out=${directory}`);
    const dumped = join(directory, 'local', 'oplog.rs.bson.gz');
    const bounds = await boundsOf(dumped);
    if (bounds !== undefined) renameSync(dumped, file);
    return bounds;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Returns what a slice holds; undefined if it holds nothing. */
export async function boundsOf(file: string): Promise<SliceBounds | undefined> {
  let first: OpTime | undefined;
  let last: Buffer | undefined;
  let entries = 0;
  for await (const entry of entriesIn(file)) {
    first ??= opTimeOf(entry);
    last = entry;
    entries += 1;
  }
  return first && last && { first, last: opTimeOf(last), entries };
}

/** Returns the entries of a slice. */
export function entriesIn(file: string): AsyncGenerator<Buffer> {
  return documentsIn(createReadStream(file).pipe(createGunzip()));
}

function extended({ seconds, increment }: Omit<OpTime, 'term'>): object {
  return { $timestamp: { t: seconds, i: increment } };
}
