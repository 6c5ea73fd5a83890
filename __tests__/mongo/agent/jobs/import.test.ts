import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportSettings } from '../../../../lib/mongo/agent/contract';
import { Refusal } from '../../../../lib/mongo/agent/import/checks';
import { TakenOver } from '../../../../lib/mongo/agent/import/record';
import { isSame, secondOf, Timestamp } from '../../../../lib/mongo/agent/import/source-oplog';
import { importSource } from '../../../../lib/mongo/agent/jobs/import';
import { at, batch } from '../import/servers';
import { Asked, mongosh } from '../mongosh';
import { importJob } from '../import/import-job';

interface World {
  /** The seconds of the source's entries; those of `changes` are clients'. */
  entries: number[];
  changes: number[];
  /** Entries before it are gone. */
  first: number;
  renames: number[];
  record: Record<string, unknown> | undefined;
  /** What the set is told, but for questions. */
  done: string[];
  setData: string[];
  /** True once another run imports. */
  isTakenOver?: boolean;
}

type Filter = Record<string, unknown> & { readonly ts?: Timestamp | { $gt: Timestamp; $lte?: Timestamp } };

function oplog(world: World, filter: Filter, skip: unknown): object {
  const { ts } = filter;
  if (ts === undefined) return batch({ ts: at(world.entries.at(-1) ?? 0) });
  if ('getHighBitsUnsigned' in ts) return secondOf(ts) < world.first ? batch() : batch({ ts });
  if (skip !== undefined) return batch();
  const isIn = (second: number) => second > secondOf(ts.$gt) && (ts.$lte === undefined || second <= secondOf(ts.$lte));
  const among = 'o.renameCollection' in filter ? world.renames : world.changes;
  return batch(...among.filter(isIn).map((second) => ({ ts: at(second) })));
}

/** Runs an import against a source and a set that stand in; `tick` is called whenever it pauses. */
async function run(
  given: Partial<World>,
  tick: (pauses: number, world: World, finish: () => void) => void = (pauses, _, finish) => {
    if (pauses === 2) finish();
  },
  settings: Partial<ImportSettings> = {},
  scripts: Readonly<Record<string, string>> = {},
) {
  const world: World = {
    ...{ entries: [7], changes: [], first: 0, renames: [], record: undefined, done: [], setData: [] },
    ...given,
  };
  const answers: Readonly<Record<string, (asked: Asked) => unknown>> = {
    hello: ({ host }) => (host === 'old-0' ? { setName: 'rs0', hosts: ['old-0'] } : { setName: 'mongo' }),
    getParameter: () => ({ featureCompatibilityVersion: { version: '6.0' } }),
    listDatabases: ({ host }) => ({ databases: (host === 'old-0' ? [] : world.setData).map((name) => ({ name })) }),
    find: ({ database, command }) => {
      if (database === 'local') return oplog(world, command['filter'] as Filter, command['skip']);
      return command['find'] === 'system.users' || world.record === undefined ? batch() : batch(world.record);
    },
    update: ({ command }) => {
      const [{ u }] = command['updates'] as [{ u: { $set: object } }];
      if (world.isTakenOver === true) return { n: 0 };
      world.record = { _id: 'mongo-1', ...world.record, ...u.$set };
      return { n: 1 };
    },
  };
  const answer = (asked: Asked): unknown => {
    const name = Object.keys(asked.command)[0] ?? '';
    if (['dropDatabase', 'setParameter'].includes(name))
      world.done.push(`${name} ${JSON.stringify(asked.command['ttlMonitorEnabled'] ?? asked.database)}`);
    return answers[name]?.(asked) ?? {};
  };
  const { Mongo } = mongosh({ answer });
  const { settings: job, programs, said } = importJob(settings, { mongorestore: 'cat >/dev/null', ...scripts });
  let pauses = 0;
  const pause = () => {
    pauses += 1;
    if (pauses > 50) throw new Error('paused for ever');
    tick(pauses, world, () => {
      writeFileSync(join(job.run, 'finish'), '');
    });
    return Promise.resolve();
  };
  const states: unknown[] = [];
  const log = (line: object) => states.push(Object.values(line)[0]);
  const result = await importSource(Mongo, job, { programs, pause, log }).catch((error: unknown) => error);
  const copies = said().filter((line) => line === 'mongodump --config=run/source.yaml --archive').length;
  const slices = said().filter((line) => line.includes('--collection=oplog.rs')).length;
  return { result, copies, slices, world, states, isFollowing: existsSync(join(job.run, 'following')) };
}

test('copies, follows until it is told to finish, and says so in the set', async () => {
  const { result, copies, slices, world, states, isFollowing } = await run({}, (pauses, world, finish) => {
    if (pauses === 1) world.entries.push(8);
    if (pauses === 1) world.changes.push(8);
    if (pauses === 3) finish();
  });
  expect([result, copies, slices, states, isFollowing]).toEqual([
    { imported: 'all' },
    1,
    1,
    ['copying', 'following'],
    true,
  ]);
  expect([world.record?.['state'], isSame(world.record?.['position'] as Timestamp, at(8))]).toEqual(['finished', true]);
});

test('lets the set delete no documents by their age until it is done', async () => {
  const { world } = await run({ setData: ['shop'] }, undefined, { replaceData: true });
  expect([...new Set(world.done)]).toEqual(['dropDatabase "shop"', 'setParameter false', 'setParameter true']);
});

test('does nothing once it is done', async () => {
  const record = { _id: 'mongo-1', state: 'finished', copies: 1, runner: 'other', beat: new Date(0) };
  const { result, copies } = await run({ record, setData: ['shop'] });
  expect([result, copies]).toEqual([{ imported: 'nothing: this was imported before' }, 0]);
});

test('goes on where a run before it was', async () => {
  const before = { _id: 'mongo-1', state: 'following', copies: 1, runner: 'other', beat: new Date(0) };
  const { result, copies } = await run({ record: { ...before, position: at(7) }, setData: ['shop'] });
  expect([result, copies]).toEqual([{ imported: 'all' }, 0]);
});

test('ends, and replays nothing any more, once another run has taken the import over', async () => {
  const { result, slices, states } = await run({}, (pauses, world) => {
    if (pauses !== 2) return;
    world.isTakenOver = true;
    world.entries.push(8);
    world.changes.push(8);
  });
  expect([result, slices, states]).toEqual([new TakenOver(), 0, ['copying', 'following']]);
});

test('ends after the copy, which has the indexes, without an oplog to follow', async () => {
  const { result, copies, world } = await run({}, undefined, { follow: false });
  expect([result, copies, world.record?.['state']]).toEqual([{ imported: 'all' }, 1, 'finished']);
});

test('does not finish while a client of the source writes', async () => {
  let finished = 0;
  const { result } = await run({}, (pauses, world, finish) => {
    if (pauses === 1) finish();
    if (pauses > 5) return;
    finished = pauses;
    world.entries.push(7 + pauses);
    world.changes.push(7 + pauses);
  });
  expect([result, finished]).toEqual([{ imported: 'all' }, 5]);
});

test('copies anew if the oplog no longer has where it was', async () => {
  const { result, copies, states } = await run({}, (pauses, world, finish) => {
    if (pauses === 1) Object.assign(world, { first: 8, entries: [9] });
    if (pauses === 3) finish();
  });
  expect([result, copies, states]).toEqual([
    { imported: 'all' },
    2,
    ['copying', 'following', 'failed', 'copying', 'following'],
  ]);
});

test('gives up after three copies, with the reason of the last', async () => {
  const { result, copies } = await run({}, undefined, {}, { mongorestore: 'exit 1' });
  expect([result, copies]).toEqual([new Refusal('mongorestore ended with an error; 3 copies were tried'), 3]);
});

test('refuses a set that holds data', async () => {
  const { result, copies } = await run({ setData: ['shop'] });
  expect([result, copies]).toEqual([
    new Refusal('the set mongo holds data (shop); write replaceData: true to replace it'),
    0,
  ]);
});
