import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareOpTimes, OpTime } from '../oplog/oplog';

/** A dump that slices of the oplog continue: its name has the last entry that it holds. */
export interface Base {
  readonly name: string;
  readonly end: OpTime;
}

/** A slice of the oplog. Its first entry is the last one of the slice before it, or the end of a dump. */
export interface Slice {
  readonly name: string;
  readonly first: OpTime;
  readonly last: OpTime;
}

/** A dump, the slices that follow it without a gap, and the seconds that they restore to. */
export interface Window {
  readonly base: Base;
  readonly slices: readonly Slice[];
  readonly from: string;
  readonly to: string;
}

/** The names of files, and their sizes in bytes. */
export type StoredFiles = ReadonlyMap<string, number>;

/** A dump and the slices that follow it, as a log lists them. */
export interface ListedBackup {
  readonly dump: string;
  readonly bytes: number;
  readonly slices: number;
  readonly sliceBytes: number;
  /** The first second that can be restored; undefined if no slice reaches the next second. */
  readonly from?: string;
  /** The last second that can be restored. */
  readonly to?: string;
}

const moment = String.raw`\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ`;
const place = String.raw`${moment}\.\d+\.t-?\d+`;
const baseName = new RegExp(`^${moment}_(${place})\\.archive\\.gz$`);
const sliceName = new RegExp(`^(${place})_(${place})\\.oplog\\.gz$`);

/** Returns the time of a second as names have it, which sorts as it is. */
export function momentOf(date: Date): string {
  return `${date.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}

/** Returns a place in the oplog as names have it. */
export function placeOf({ seconds, increment, term }: OpTime): string {
  return `${momentOf(new Date(seconds * 1000))}.${increment}.t${term}`;
}

/** Returns the name of a slice of a set. */
export function nameOfSlice(set: string, { first, last }: Pick<Slice, 'first' | 'last'>): string {
  return `${set}-${placeOf(first)}_${placeOf(last)}.oplog.gz`;
}

/** Returns the files beside the dumps with their sizes in bytes: those of a bucket are in a list, which its client wrote. */
export function storedFiles({ dumps, listing }: { readonly dumps: string; readonly listing?: string }): StoredFiles {
  if (listing === undefined) {
    const names = readdirSync(dumps);
    // A run beside this one gives a file its name in the meantime, and so takes the other one away.
    const sizes = names.map((name) => [name, statSync(join(dumps, name), { throwIfNoEntry: false })?.size] as const);
    return new Map(sizes.flatMap(([name, bytes]) => (bytes === undefined ? [] : [[name, bytes]])));
  }
  const lines = readFileSync(listing, 'utf8').split('\n');
  return new Map(lines.map((line) => line.split(';')).map(([name = '', bytes = '0']) => [name, Number(bytes)]));
}

/** Returns the dumps of a set that slices can follow, the oldest first. */
export function basesOf(set: string, files: readonly string[]): Base[] {
  return named(set, files, baseName)
    .map(({ name, places: [end] }) => ({ name, end: placeIn(end ?? '') }))
    .sort((one, other) => compareOpTimes(one.end, other.end));
}

/** Returns the slices of a set, the oldest first; of two that begin together, the longer one. */
export function slicesOf(set: string, files: readonly string[]): Slice[] {
  return named(set, files, sliceName)
    .map(({ name, places: [first, last] }) => ({ name, first: placeIn(first ?? ''), last: placeIn(last ?? '') }))
    .sort((one, other) => compareOpTimes(one.first, other.first) || compareOpTimes(other.last, one.last));
}

/** Returns the dumps with what follows each of them without a gap, the oldest first; without those that nothing follows. */
export function windowsOf(set: string, files: readonly string[]): Window[] {
  const all = slicesOf(set, files);
  return basesOf(set, files).flatMap((base) => {
    const slices: Slice[] = [];
    for (const slice of all) {
      const tip = slices.at(-1)?.last;
      const follows =
        tip === undefined
          ? compareOpTimes(slice.first, base.end) <= 0 && compareOpTimes(base.end, slice.last) < 0
          : compareOpTimes(slice.first, tip) === 0;
      if (follows) slices.push(slice);
    }
    const last = slices.at(-1)?.last;
    // All entries of a second are there once there is one of the next.
    if (last === undefined || last.seconds <= base.end.seconds) return [];
    return [{ base, slices, from: second(base.end.seconds + 1), to: second(last.seconds) }];
  });
}

/** Returns the dumps that slices can follow, with what can be restored from each, and the room that they take. */
export function listedBackups(set: string, files: StoredFiles): ListedBackup[] {
  const names = [...files.keys()];
  const bytesOf = (all: readonly { readonly name: string }[]) =>
    all.reduce((sum, { name }) => sum + (files.get(name) ?? 0), 0);
  const windows = windowsOf(set, names);
  return basesOf(set, names).map((base) => {
    const window = windows.find((one) => one.base.name === base.name);
    const { slices = [], from, to } = window ?? {};
    return { dump: base.name, bytes: bytesOf([base]), slices: slices.length, sliceBytes: bytesOf(slices), from, to };
  });
}

/** Returns windows for a person, in a list. */
export function shownWindows(windows: readonly Window[]): string {
  return windows.map(({ from, to, base }) => `${from} to ${to} (${base.name})`).join(', ') || 'none';
}

function second(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000', '');
}

function named(set: string, files: readonly string[], pattern: RegExp) {
  return files.flatMap((name) => {
    const found = name.startsWith(`${set}-`) ? pattern.exec(name.slice(set.length + 1)) : null;
    return found ? [{ name, places: found.slice(1) }] : [];
  });
}

function placeIn(text: string): OpTime {
  const [moment = '', increment, term = ''] = text.split('.');
  const [date = '', time = ''] = moment.split('T');
  const seconds = Date.parse(`${date}T${time.replaceAll('-', ':')}`) / 1000;
  return { seconds, increment: Number(increment), term: Number(term.slice(1)) };
}
