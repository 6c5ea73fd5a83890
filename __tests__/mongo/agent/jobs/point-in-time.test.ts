import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { entriesUntil, windowTo } from '../../../../lib/mongo/agent/jobs/point-in-time';
import { opTimeOf } from '../../../../lib/mongo/agent/oplog/oplog';
import { windowsOf } from '../../../../lib/mongo/agent/jobs/chain';
import { entry } from '../oplog/bson-document';
import { baseOf, dumpSettings, sliceOf } from './dump-job';

/** A volume with dumps that end in these seconds, and slices with an entry in each of their seconds. */
function volume(ends: readonly number[], slices: readonly (readonly number[])[], term = 1n) {
  const settings = dumpSettings(ends.map((end) => baseOf('mongo', end)));
  const files = slices.map((seconds) => sliceOf('mongo', seconds[0] ?? 0, seconds.at(-1) ?? 0));
  for (const [index, name] of files.entries()) {
    const entries = (slices[index] ?? []).map((seconds) => entry(seconds, { op: 'n' }, { term }));
    writeFileSync(join(settings.dumps, name), gzipSync(Buffer.concat(entries)));
  }
  const all = [...ends.map((end) => baseOf('mongo', end)), ...files];
  return { ...settings, all, from: 'mongo', into: 'mongo', dump: 'latest', replaceData: false, mark: 'mark' };
}

async function seconds(given: ReturnType<typeof volume>, end: number): Promise<number[]> {
  const [window] = windowsOf('mongo', given.all);
  const found: number[] = [];
  if (window === undefined) return found;
  for await (const one of entriesUntil(given.dumps, window, end)) found.push(opTimeOf(one).seconds);
  return found;
}

const chain = [
  [8, 9, 10, 11],
  [11, 12, 13],
  [13, 14, 15, 16],
];

test.each<[string, number, readonly number[]]>([
  ['what follows the dump, each entry once', 99, [11, 12, 13, 14, 15, 16]],
  ['nothing of the second itself', 14, [11, 12, 13]],
])('replays %s', async (_, end, expected) => {
  expect(await seconds(volume([10], chain), end)).toEqual(expected);
});

test('takes the newest dump before the time', async () => {
  const given = volume([8, 12], chain);
  const name = async (to: string) => (await windowTo(given, to)).base.name;
  expect([await name('1970-01-01T00:00:12Z'), await name('1970-01-01T00:00:13Z')]).toEqual([
    baseOf('mongo', 8),
    baseOf('mongo', 12),
  ]);
});

test.each(['1970-01-01T00:00:10Z', '1970-01-01T00:00:17Z'])(
  'refuses %s, and tells what can be restored',
  async (to) => {
    await expect(windowTo(volume([10], chain), to)).rejects.toThrow(
      `no dump of mongo and its slices reach ${to}; they reach: ` +
        `1970-01-01T00:00:11Z to 1970-01-01T00:00:16Z (${baseOf('mongo', 10)})`,
    );
  },
);

test('refuses a dump whose last write was rolled back after it', async () => {
  const given = volume([10], chain, 2n);
  await expect(windowTo(given, '1970-01-01T00:00:12Z')).rejects.toThrow(
    `${baseOf('mongo', 10)} ends with a write that was rolled back, or is of another set than its slices; write another time, of: none`,
  );
});

test('passes over a dump whose last write was rolled back after it, for an older one', async () => {
  const given = volume([10, 12], chain);
  const name = sliceOf('mongo', 11, 13);
  const term = (seconds: number) => ({ term: seconds === 12 ? 2n : 1n });
  const entries = [11, 12, 13].map((seconds) => entry(seconds, { op: 'n' }, term(seconds)));
  writeFileSync(join(given.dumps, name), gzipSync(Buffer.concat(entries)));
  expect(await windowTo(given, '1970-01-01T00:00:14Z')).toMatchObject({ base: { name: baseOf('mongo', 10) } });
});

test('says which dump of a bucket is in the way of an older one, which was not downloaded', async () => {
  const given = volume([12], [chain[1] ?? [], chain[2] ?? []], 2n);
  const listing = join(given.directory, 'listing');
  const names = [...given.all, baseOf('mongo', 10), sliceOf('mongo', 8, 11)];
  writeFileSync(listing, names.map((name) => `${name}\n`).join(''));
  await expect(windowTo({ ...given, listing }, '1970-01-01T00:00:14Z')).rejects.toThrow(
    `${baseOf('mongo', 12)} ends with a write that was rolled back, or is of another set than its slices; move it out of the bucket, ` +
      `so that an older one is restored: 1970-01-01T00:00:11Z to 1970-01-01T00:00:16Z (${baseOf('mongo', 10)})`,
  );
});

test('reads the names of a bucket from the list of its client', async () => {
  const given = volume([10], []);
  const listing = join(given.directory, 'listing');
  writeFileSync(listing, `${baseOf('mongo', 10)}\n${sliceOf('mongo', 10, 20)}\n`);
  await expect(windowTo({ ...given, listing }, '1970-01-01T00:00:30Z')).rejects.toThrow('1970-01-01T00:00:20Z');
});
