import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RestoreSettings } from '../contract';
import { shownWindows, storedFiles, Window, windowsOf } from './chain';
import { compareOpTimes, entriesIn, opTimeOf } from '../oplog/oplog';

type Restorable = Pick<Window, 'base' | 'slices'>;

/**
 * Returns the newest dump from which a point in time can be reached, with its slices. One that ends with a write that was rolled back is passed
 * over. Throws an error with the restorable windows if no dump is left.
 */
export async function windowTo(settings: RestoreSettings, to: string): Promise<Window> {
  const { from, dumps, listing } = settings;
  const all = windowsOf(from, [...storedFiles(settings).keys()]);
  const [newest, ...older] = all.filter((one) => one.from <= to && to <= one.to).reverse();
  if (newest === undefined)
    throw new Error(`no dump of ${from} and its slices reach ${to}; they reach: ${shownWindows(all)}`);
  for (const one of [newest, ...older]) if (await holdsEnd(dumps, one)) return one;
  const others = all.filter((one) => one !== newest && !older.includes(one));
  // Of a bucket, only the newest dump and what follows it is downloaded.
  const isHidden = listing !== undefined && older.length > 0;
  throw new Error(
    `${newest.base.name} ends with a write that was rolled back, or is of another set than its slices; ` +
      (isHidden
        ? `move it out of the bucket, so that an older one is restored: ${shownWindows(older)}`
        : `write another time, of: ${shownWindows(others)}`),
  );
}

/**
 * Returns the entries after a dump, up to a second. A dump may end within a transaction: its first entries, which the dump does not apply, come
 * again.
 */
export async function* entriesUntil(dumps: string, { base, slices }: Restorable, end: number): AsyncGenerator<Buffer> {
  let last = base.end;
  for (const { name } of slices)
    for await (const entry of entriesIn(join(dumps, name))) {
      const place = opTimeOf(entry);
      if (place.seconds >= end) return;
      // The first entry of a slice is the last one of that before it.
      if (compareOpTimes(place, last) <= 0) continue;
      last = place;
      yield entry;
    }
}

/** Returns true if the slices have the last entry of the dump, by the same primary. */
async function holdsEnd(dumps: string, { base, slices }: Restorable): Promise<boolean> {
  const [first] = slices;
  if (first === undefined || ![base, first].every(({ name }) => existsSync(join(dumps, name)))) return false;
  for await (const entry of entriesIn(join(dumps, first.name))) {
    const order = compareOpTimes(opTimeOf(entry), base.end);
    if (order >= 0) return order === 0;
  }
  return false;
}
