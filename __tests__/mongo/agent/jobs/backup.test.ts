import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { backup } from '../../../../lib/mongo/agent/jobs/backup';
import { bson, insert } from '../oplog/bson-document';
import { dumpOf, dumpSettings, tool } from './dump-job';

const now = new Date('2026-01-04T03:00:00.123Z');
const writesArchive = 'for word in "$@"; do case $word in --archive=*) echo whole >"${word#--archive=}";; esac; done';

test('gives a dump its name once it is whole, and removes those beyond the desired number', async () => {
  const settings = dumpSettings([dumpOf('01'), dumpOf('02'), dumpOf('03')]);
  const made = await backup({ ...settings, keep: 2 }, { now, program: tool(settings.directory, writesArchive) });
  expect(made).toEqual({ dump: dumpOf('04'), bytes: 6, removed: [dumpOf('01'), dumpOf('02')] });
  expect(readdirSync(settings.dumps)).toEqual([dumpOf('03'), dumpOf('04')]);
});

test.each([
  ['a run that fails', `${writesArchive}; exit 1`, 'mongodump ended with 1; no dump was made, and none removed'],
  ['a run that is killed', `${writesArchive}; kill -9 $$`, 'mongodump ended with null; no dump was made'],
])('after %s, every good dump is still there', async (_, script, message) => {
  const dumps = [dumpOf('01'), dumpOf('02'), dumpOf('03')];
  const settings = dumpSettings(dumps);
  const program = tool(settings.directory, script, 'mongodump');
  await expect(backup({ ...settings, keep: 1 }, { now, program })).rejects.toThrow(message);
  expect(readdirSync(settings.dumps)).toEqual(dumps);
});

test('tells mongodump neither the password nor the user by an argument', async () => {
  const settings = dumpSettings();
  const said = join(settings.directory, 'said');
  await backup(
    { ...settings, keep: 1 },
    { now, program: tool(settings.directory, `echo "$*" >${said}; ${writesArchive}`) },
  );
  const partial = join(settings.dumps, `${dumpOf('04')}.partial`);
  expect(readFileSync(said, 'utf8')).toBe(
    `--config=${join(settings.run, 'tool.yaml')} --archive=${partial} --gzip --oplog\n`,
  );
});

test('clears away what a run left behind that was cut short a day ago, and nothing younger', async () => {
  const settings = dumpSettings([`${dumpOf('02')}.partial`, `${dumpOf('03')}.partial`]);
  utimesSync(join(settings.dumps, `${dumpOf('02')}.partial`), now, new Date('2026-01-02T03:00:00Z'));
  utimesSync(join(settings.dumps, `${dumpOf('03')}.partial`), now, new Date('2026-01-03T04:00:00Z'));
  await backup({ ...settings, keep: 1 }, { now, program: tool(settings.directory, writesArchive) });
  expect(readdirSync(settings.dumps)).toEqual([`${dumpOf('03')}.partial`, dumpOf('04')]);
});

test('keeps no dump that slices could not follow', async () => {
  const settings = dumpSettings([dumpOf('01')]);
  const program = tool(settings.directory, writesArchive, 'mongodump');
  await expect(backup({ ...settings, keep: 1, pointInTime: true }, { now, program })).rejects.toThrow(
    'no dump was made',
  );
  expect(readdirSync(settings.dumps)).toEqual([dumpOf('01')]);
});

/** Stands in for a mongodump whose archive ends with an entry of this second. */
function dumpUntil(seconds: number, { directory }: { readonly directory: string }): string {
  const archive = join(directory, 'archive');
  const separator = Buffer.alloc(4, 0xff);
  const oplog = [bson({ db: '', collection: 'oplog' }), insert(seconds, 'shop.a', {}), separator];
  writeFileSync(archive, gzipSync(Buffer.concat([Buffer.alloc(4), bson({}), separator, ...oplog])));
  return tool(directory, writesArchive.replace('echo whole >', `cp ${archive} `));
}

test('names a dump that slices follow by the place where it ends', async () => {
  const settings = dumpSettings();
  const program = dumpUntil(12, settings);
  const { dump } = await backup({ ...settings, keep: 1, pointInTime: true }, { now, program });
  expect(dump).toBe('mongo-1970-01-01T00-00-12Z_1970-01-01T00-00-12Z.1.t1.archive.gz');
});

test('keeps the newest dump by the clock of the set, whatever the clock of its node says', async () => {
  const older = 'mongo-1970-01-01T00-00-11Z_1970-01-01T00-00-11Z.1.t1.archive.gz';
  const settings = dumpSettings([older]);
  const program = dumpUntil(12, settings);
  const behind = new Date(0);
  const { dump, removed } = await backup({ ...settings, keep: 1, pointInTime: true }, { now: behind, program });
  expect([dump, removed]).toEqual(['mongo-1970-01-01T00-00-12Z_1970-01-01T00-00-12Z.1.t1.archive.gz', [older]]);
});
