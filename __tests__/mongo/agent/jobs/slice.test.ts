import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { slice } from '../../../../lib/mongo/agent/jobs/slice';
import { mongosh } from '../mongosh';
import { entry } from '../oplog/bson-document';
import { baseOf, dumpSettings, sliceOf, tool } from './dump-job';

/** A volume with these files and a member whose oplog has an entry in each of these seconds, of which a majority has those until `committed`. */
function member(files: readonly string[], oplog: readonly number[], { committed = oplog.at(-1) ?? 0, term = 1n } = {}) {
  const settings = { ...dumpSettings(files), uri: 'mongodb://mongo-0.mongo:27017/?replicaSet=mongo' };
  const { directory } = settings;
  const long = (value: number) => ({
    value,
    t: value,
    i: 1,
    compare: (other: { value: number }) => value - other.value,
  });
  const place = (seconds: number) => ({ t: long(1), ts: long(seconds) });
  const lastWrite = { opTime: place(oplog.at(-1) ?? 0), majorityOpTime: place(committed) };
  const { Mongo } = mongosh({ answer: () => ({ secondary: true, lastWrite }), passwords: { dumper: 'right' } });
  for (const seconds of oplog) writeFileSync(join(directory, `${seconds}.bson`), entry(seconds, { op: 'n' }, { term }));
  // It gives the entries between the two timestamps of its query.
  const program = tool(
    directory,
    `for word in "$@"; do case $word in --out=*) out="\${word#--out=}/local";; --query=*) query=$word;; esac; done
set -- $(echo "$query" | grep -o '"t":[0-9]*' | cut -d: -f2); mkdir -p "$out"
for at in ${oplog.join(' ')}; do [ $at -lt $1 ] || [ $at -gt $2 ] || cat ${directory}/$at.bson; done | gzip >"$out/oplog.rs.bson.gz"`,
    'mongodump',
  );
  return { settings, run: (more: object = {}) => slice(Mongo, { ...settings, ...more }, program) };
}

test('begins with the end of the dump, and goes on from the last slice', async () => {
  const first = member([baseOf('mongo', 10)], [8, 9, 10, 11, 12]);
  expect(await first.run()).toMatchObject({ slice: sliceOf('mongo', 10, 12), removed: [] });
  const second = member([baseOf('mongo', 10), sliceOf('mongo', 10, 12)], [11, 12, 13]);
  expect(await second.run()).toMatchObject({
    slice: sliceOf('mongo', 12, 13),
  });
  expect(readdirSync(second.settings.dumps)).toContain(sliceOf('mongo', 12, 13));
});

test('takes no entry that no majority has, which could be rolled back', async () => {
  const { run } = member([baseOf('mongo', 10)], [10, 11, 12, 13], { committed: 12 });
  expect(await run()).toMatchObject({ slice: sliceOf('mongo', 10, 12) });
});

test.each([
  ['nothing new', [10], 10],
  ['a member that fell behind the last slice', [8, 9], 9],
])('adds nothing where there is %s', async (_, oplog, committed) => {
  const { run, settings } = member([baseOf('mongo', 10)], oplog, { committed });
  expect(await run()).toEqual({
    removed: [],
    backups: [{ dump: baseOf('mongo', 10), bytes: 6, slices: 0, sliceBytes: 0 }],
  });
  expect(readdirSync(settings.dumps)).toEqual([baseOf('mongo', 10)]);
});

test.each<[string, readonly number[], bigint]>([
  ['an oplog that was overwritten', [12, 13], 1n],
  ['a write that was rolled back', [9, 10, 13], 2n],
])('reports a gap after %s, and adds nothing', async (_, oplog, term) => {
  const files = [baseOf('mongo', 8), sliceOf('mongo', 8, 10)];
  const { run, settings } = member(files, oplog, { term });
  await expect(run()).rejects.toThrow(
    'a gap: the oplog of mongo-0.mongo:27017 does not hold 1970-01-01T00-00-10Z.1.t1: it was overwritten, rolled back, or is ' +
      "another set's. No slice was added; the next dump begins a new chain. " +
      `Restorable: 1970-01-01T00:00:09Z to 1970-01-01T00:00:10Z (${baseOf('mongo', 8)})`,
  );
  expect(readdirSync(settings.dumps).sort()).toEqual([...files].sort());
});

test('begins anew with a dump after the gap', async () => {
  const { run } = member([baseOf('mongo', 8), sliceOf('mongo', 8, 10), baseOf('mongo', 13)], [12, 13, 14]);
  expect(await run()).toMatchObject({ slice: sliceOf('mongo', 13, 14) });
});

test('catches up an hour at a time, and over a time in which nothing ran', async () => {
  expect(await member([baseOf('mongo', 10)], [10, 11, 3000, 4000]).run()).toMatchObject({
    slice: sliceOf('mongo', 10, 3000),
  });
  expect(await member([baseOf('mongo', 10)], [10, 9000, 9001]).run()).toMatchObject({
    slice: sliceOf('mongo', 10, 9001),
  });
});

test('keeps what follows the oldest dump, and removes what ends before it', async () => {
  const [old, needed] = [sliceOf('mongo', 8, 10), sliceOf('mongo', 10, 12)];
  const { run, settings } = member([old, needed, baseOf('mongo', 10)], [12, 13]);
  expect(await run()).toMatchObject({ removed: [old] });
  expect(readdirSync(settings.dumps).sort()).toEqual([baseOf('mongo', 10), needed, sliceOf('mongo', 12, 13)].sort());
});

test('waits for the first dump', async () => {
  expect(await member([], [10]).run()).toEqual({
    removed: [],
    note: 'no dump of mongo begins a chain yet',
    backups: [],
  });
});

test('reads the names and sizes of a bucket from a list, and lists for its client what to remove', async () => {
  const { run, settings } = member([], [12, 13]);
  const listing = join(settings.directory, 'listing');
  writeFileSync(listing, `${baseOf('mongo', 10)};500\n${sliceOf('mongo', 8, 10)};70\n${sliceOf('mongo', 10, 12)};80\n`);
  const { bytes = 0, ...rest } = await run({ listing });
  expect(rest).toEqual({
    slice: sliceOf('mongo', 12, 13),
    removed: [sliceOf('mongo', 8, 10)],
    backups: [
      {
        dump: baseOf('mongo', 10),
        bytes: 500,
        slices: 2,
        sliceBytes: 80 + bytes,
        from: '1970-01-01T00:00:11Z',
        to: '1970-01-01T00:00:13Z',
      },
    ],
  });
  expect(readFileSync(join(settings.dumps, 'removed'), 'utf8')).toBe(`${sliceOf('mongo', 8, 10)}\n`);
});
