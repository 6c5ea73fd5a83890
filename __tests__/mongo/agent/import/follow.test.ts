import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SourceOplog, isSame } from '../../../../lib/mongo/agent/import/source-oplog';
import { LostTrack, ReplayError, replayPart } from '../../../../lib/mongo/agent/import/follow';
import { at, batch, server } from './servers';
import { temporaryDirectory } from '../../../temporary-directory';
import { insert } from '../oplog/bson-document';
import { importJob } from './import-job';

interface Wish {
  readonly has?: boolean;
  readonly hasChanges?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Replays what follows the second 7, up to the second 9. */
async function replayed({ has = true, hasChanges = true, scripts = {} }: Wish = {}) {
  const { connection } = await server({
    find: ({ command }: { command: Record<string, unknown> }) => {
      const { ts } = command['filter'] as { ts: object };
      if ('getHighBitsUnsigned' in ts) return has ? batch({ ts }) : batch();
      return command['skip'] === undefined && hasChanges ? batch({ ts: at(8) }) : batch();
    },
  });
  const { said, ...job } = importJob({}, scripts);
  const follower = { ...job, oplog: new SourceOplog(connection), set: connection, source: '--config=source' };
  const result = await replayPart(follower, at(7), at(9)).catch((error: unknown) => error);
  return { result, said: said() };
}

const oplog = 'mongodump --config=source --db=local --collection=oplog.rs --queryFile=run/query.json --out=- --quiet';

test('reads the part by mongodump', async () => {
  const { result, said } = await replayed();
  expect([isSame(result as never, at(9)), said]).toEqual([true, [oplog]]);
});

test('runs nothing for a part without changes', async () => {
  const { result, said } = await replayed({ hasChanges: false });
  expect([isSame(result as never, at(9)), said]).toEqual([true, ['']]);
});

test('does not go on from an entry that is gone', async () => {
  const { result, said } = await replayed({ has: false });
  expect([result, said]).toEqual([
    new LostTrack('the oplog of the source does not reach back far enough, or entries of it were taken back'),
    [''],
  ]);
});

test('tells a source that does not answer from a set that refuses', async () => {
  const noSource = await replayed({ scripts: { mongodump: 'exit 3' } });
  expect([noSource.result, noSource.result instanceof ReplayError]).toEqual([
    new Error('mongodump ended with 3'),
    false,
  ]);
});

test('has the reason of a set that refuses an entry', async () => {
  const file = join(temporaryDirectory(), 'entries.bson');
  writeFileSync(file, insert(8, 'shop.a', { _id: 1 }));
  const scripts = {
    mongodump: `cat ${file}`,
    mongorestore: 'cat >/dev/null; echo "x Failed: duplicate key" >&2; exit 1',
  };
  const { result } = await replayed({ scripts });
  expect([result, result instanceof ReplayError]).toEqual([
    new Error('mongorestore ended with 1: duplicate key'),
    true,
  ]);
});
