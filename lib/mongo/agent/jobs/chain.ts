import { readdirSync, readFileSync } from 'node:fs';
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

/** Returns the names of the files beside the dumps: those of a bucket are in a list, which its client wrote. */
export function storedFiles({ dumps, listing }: { readonly dumps: string; readonly listing?: string }): string[] {
  return listing === undefined ? readdirSync(dumps) : readFileSync(listing, 'utf8').split('\n');
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
