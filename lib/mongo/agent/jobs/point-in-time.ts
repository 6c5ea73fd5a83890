import { join } from 'node:path';
import { RestoreSettings } from '../contract';
import { shownWindows, storedFiles, Window, windowsOf } from './chain';
import { compareOpTimes, entriesIn, opTimeOf } from '../oplog/oplog';

type Restorable = Pick<Window, 'base' | 'slices'>;

/** Returns the newest dump from which a point in time can be reached, with its slices. Throws an error with the restorable windows if no dump does. */
export async function windowTo(settings: RestoreSettings, to: string): Promise<Window> {
  const { from, dumps } = settings;
  const all = windowsOf(from, [...storedFiles(settings).keys()]);
  const found = all.filter((one) => one.from <= to && to <= one.to).at(-1);
  if (found === undefined)
    throw new Error(`no dump of ${from} and its slices reach ${to}; they reach: ${shownWindows(all)}`);
  if (await holdsEnd(dumps, found)) return found;
  throw new Error(
    `${found.base.name} ends with a write that was rolled back, or is of another set than its slices; write another time, of: ` +
      shownWindows(all.filter((one) => one !== found)),
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
  if (first === undefined) return false;
  for await (const entry of entriesIn(join(dumps, first.name))) {
    const order = compareOpTimes(opTimeOf(entry), base.end);
    if (order >= 0) return order === 0;
  }
  return false;
}
