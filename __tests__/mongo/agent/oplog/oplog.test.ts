import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { boundsOf, compareOpTimes, dumpOplog } from '../../../../lib/mongo/agent/oplog/oplog';
import { bson, entry, insert, Timestamp } from './bson-document';
import { dumpSettings, tool } from '../jobs/dump-job';

const from = { seconds: 100, increment: 3 };
const until = { seconds: 160, increment: 1 };

/** A mongodump that gives these entries, and notes what it was told. */
function mongodump(directory: string, entries: readonly Buffer[]): string {
  const dumped = join(directory, 'dumped.gz');
  writeFileSync(dumped, gzipSync(Buffer.concat(entries)));
  const out = 'for word in "$@"; do case $word in --out=*) out="${word#--out=}";; esac; done';
  return tool(
    directory,
    `echo "$*" >${directory}/said; ${out}; mkdir -p "$out/local"; cp ${dumped} "$out/local/oplog.rs.bson.gz"`,
  );
}

test('dumps the entries between two places, and tells which it found', async () => {
  const settings = dumpSettings();
  const entries = [
    insert(100, 'shop.a', { _id: 1 }),
    insert(130, 'shop.a', { _id: 2 }),
    entry(160, { op: 'n' }, { term: 2n }),
  ];
  const file = join(settings.dumps, 'slice.partial');
  const bounds = await dumpOplog(settings, { from, until }, file, mongodump(settings.directory, entries));
  expect(bounds).toEqual({
    first: { seconds: 100, increment: 1, term: 1 },
    last: { seconds: 160, increment: 1, term: 2 },
    entries: 3,
  });
  expect(await boundsOf(file)).toEqual(bounds);
  expect(readdirSync(settings.dumps)).toEqual(['slice.partial']);
  expect(readFileSync(join(settings.directory, 'said'), 'utf8')).toBe(
    `--config=${join(settings.run, 'tool.yaml')} --db=local --collection=oplog.rs ` +
      `--query={"ts":{"$gte":{"$timestamp":{"t":100,"i":3}},"$lte":{"$timestamp":{"t":160,"i":1}}}} --gzip --out=${file}.partial\n`,
  );
});

test('leaves no file where there is nothing to dump, or the dump fails', async () => {
  const settings = dumpSettings();
  const file = join(settings.dumps, 'slice.partial');
  expect(await dumpOplog(settings, { from, until }, file, mongodump(settings.directory, []))).toBeUndefined();
  const failing = dumpOplog(settings, { from, until }, file, tool(settings.directory, 'exit 1', 'mongodump'));
  await expect(failing).rejects.toThrow('mongodump ended with 1');
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(settings.dumps)).toEqual([]);
});

test('orders places by time, then by term', () => {
  const place = (seconds: number, increment: number, term: number) => ({ seconds, increment, term });
  const ordered = [place(9, 9, 9), place(10, 1, 5), place(10, 2, 1), place(10, 2, 3)];
  expect([...ordered].reverse().sort(compareOpTimes)).toEqual(ordered);
});

test('reads an entry without a term', async () => {
  const settings = dumpSettings();
  const file = join(settings.dumps, 'slice');
  writeFileSync(file, gzipSync(bson({ ts: new Timestamp(7, 2), op: 'n' })));
  expect((await boundsOf(file))?.first).toEqual({ seconds: 7, increment: 2, term: -1 });
});
