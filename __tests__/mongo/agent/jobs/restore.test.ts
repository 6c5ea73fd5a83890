import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { restore } from '../../../../lib/mongo/agent/jobs/restore';
import { insert } from '../oplog/bson-document';
import { baseOf, dumpOf, dumpSettings, sliceOf, tool } from './dump-job';
import { mongosh } from '../mongosh';

interface Wish {
  readonly dump?: string;
  readonly replaceData?: boolean;
  readonly setName?: string;
  readonly databases?: readonly string[];
}

const again = { from: 'mongo', into: 'mongo', mark: 'mongo-1.restored' };

/** What mongorestore was told; undefined if it was not run. */
async function restored(wish: Wish): Promise<string | undefined> {
  const settings = dumpSettings([dumpOf('01'), dumpOf('02')]);
  const said = join(settings.directory, 'said');
  const { setName = 'mongo', databases = [], dump = 'latest', replaceData = false } = wish;
  const answer = ({ command }: { command: object }) =>
    'hello' in command
      ? { setName }
      : { databases: ['admin', 'config', 'local', ...databases].map((name) => ({ name })) };
  const { Mongo } = mongosh({ answer, passwords: { dumper: 'right' } });
  const program = tool(settings.directory, `echo "$*" >${said}`);
  const result = restore(Mongo, { ...settings, ...again, dump, replaceData }, { program });
  await result.catch((error: unknown) => {
    expect(existsSync(said)).toBe(false);
    throw error;
  });
  return readFileSync(said, 'utf8').trim().replaceAll(`${settings.directory}/`, '');
}

const rest = '--gzip --oplogReplay --stopOnError';

test.each<[string, Wish, string]>([
  ['the latest dump into an empty set', {}, `--config=run/tool.yaml --archive=dumps/${dumpOf('02')} ${rest}`],
  [
    'the dump that is asked for',
    { dump: dumpOf('01') },
    `--config=run/tool.yaml --archive=dumps/${dumpOf('01')} ${rest}`,
  ],
])('restores %s', async (_, wish, args) => {
  expect(await restored(wish)).toBe(args);
});

test.each<[string, Wish, string]>([
  ['into another set', { setName: 'other' }, 'the dump is to go into the set mongo, but this is other'],
  [
    'over data',
    { databases: ['shop', 'cart'] },
    'the set mongo holds data (shop, cart); write replaceData: true to replace it',
  ],
  [
    'over data for a text that is not false',
    { databases: ['shop'], replaceData: 'false' as unknown as boolean },
    'the set mongo holds data (shop); write replaceData: true to replace it',
  ],
  [
    'a dump that there is not',
    { dump: dumpOf('09') },
    `there is no dump ${dumpOf('09')} of mongo; there are: ${dumpOf('01')}, ${dumpOf('02')}`,
  ],
])('restores nothing %s', async (_, wish, message) => {
  await expect(restored(wish)).rejects.toThrow(message);
});

test('restores once, however often it is run', async () => {
  const settings = { ...dumpSettings([dumpOf('01')]), ...again, dump: 'latest', replaceData: true };
  const said = join(settings.directory, 'said');
  const answer = ({ command }: { command: object }) => ('hello' in command ? { setName: 'mongo' } : { databases: [] });
  const program = tool(settings.directory, `echo run >>${said}`);
  const { Mongo } = mongosh({ answer });
  const results = [await restore(Mongo, settings, { program }), await restore(Mongo, settings, { program })];
  expect([results, readFileSync(said, 'utf8')]).toEqual([[dumpOf('01'), undefined], 'run\n']);
});

test('may be run again after it failed', async () => {
  const settings = { ...dumpSettings([dumpOf('01')]), ...again, dump: 'latest', replaceData: true };
  const answer = ({ command }: { command: object }) => ('hello' in command ? { setName: 'mongo' } : { databases: [] });
  const { Mongo } = mongosh({ answer });
  const failing = restore(Mongo, settings, { program: tool(settings.directory, 'exit 1', 'mongorestore') });
  await expect(failing).rejects.toThrow('mongorestore ended with 1');
  expect(await restore(Mongo, settings, { program: tool(settings.directory, 'exit 0') })).toBe(dumpOf('01'));
});

test('drops the databases that there are where that is asked for, and not the one of the users', async () => {
  const settings = { ...dumpSettings([dumpOf('01')]), ...again, dump: 'latest', replaceData: true };
  const databases = ['admin', 'config', 'local', 'shop', 'cart'].map((name) => ({ name }));
  const { Mongo, asked } = mongosh({
    answer: ({ command }) => ('hello' in command ? { setName: 'mongo' } : { databases }),
  });
  await restore(Mongo, settings, { program: tool(settings.directory, 'exit 0') });
  const dropped = asked.filter(({ command }) => 'dropDatabase' in command).map(({ database }) => database);
  expect(dropped).toEqual(['shop', 'cart']);
});

test('waits for a set that is still being made', async () => {
  const settings = { ...dumpSettings([dumpOf('01')]), ...again, dump: 'latest', replaceData: false };
  const answer = ({ command }: { command: object }) => ('hello' in command ? { setName: 'mongo' } : { databases: [] });
  const passwords: Record<string, string> = {};
  const { Mongo } = mongosh({ answer, passwords });
  const program = tool(settings.directory, 'exit 0');
  let seconds = 0;
  const pause = (milliseconds: number) => {
    seconds += milliseconds / 1000;
    if (seconds === 60) passwords['dumper'] = 'right';
    return Promise.resolve();
  };
  expect([await restore(Mongo, settings, { program, pause }), seconds]).toEqual([dumpOf('01'), 60]);
});

test('does not wait for ever', async () => {
  const settings = { ...dumpSettings([dumpOf('01')]), ...again, dump: 'latest', replaceData: false };
  const { Mongo } = mongosh({ answer: () => ({}), passwords: {} });
  await expect(restore(Mongo, settings, { pause: () => Promise.resolve() })).rejects.toThrow('Authentication failed.');
});

test('replays the oplog after the dump for a point in time', async () => {
  const settings = { ...dumpSettings([baseOf('mongo', 10)]), ...again, dump: 'latest', replaceData: false };
  const entries = [10, 11, 12, 13].map((seconds) => insert(seconds, 'shop.a', { _id: seconds }));
  writeFileSync(join(settings.dumps, sliceOf('mongo', 10, 13)), gzipSync(Buffer.concat(entries)));
  const said = join(settings.directory, 'said');
  const answer = ({ command }: { command: object }) => ('hello' in command ? { setName: 'mongo' } : { databases: [] });
  const program = tool(
    settings.directory,
    `echo "$2 $3" >>${said}; case $3 in --oplogFile=*) wc -c <"\${3#*=}" >>${said};; esac`,
  );
  const { Mongo } = mongosh({ answer });
  const chosen = await restore(Mongo, { ...settings, to: '1970-01-01T00:00:13Z' }, { program });
  expect(chosen).toBe(baseOf('mongo', 10));
  expect(readFileSync(said, 'utf8').replaceAll(`${settings.dumps}/`, '')).toBe(
    `--archive=${baseOf('mongo', 10)} --gzip\n--oplogReplay --oplogFile=/dev/stdin\n${2 * (entries[1]?.length ?? 0)}\n`,
  );
});
