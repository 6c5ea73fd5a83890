import { story } from './evidence';
import { waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { DumpedSet } from './mongo-dumps';
import { objectStorage } from './object-storage';
import { inLongRuns, longStory, skipped } from './tiers';

/** A write: its number, and the times before it was sent and after it was acknowledged, in milliseconds. */
type Write = readonly [number: number, sent: number, acknowledged: number];

const heading = 'Restore to a point in time';

longStory('by a volume', () => {
  recovery(new DumpedSet('mongo-point-in-time', () => ({ size: '1Gi' }), {}, 1, { every: '12h' }));
});

longStory(
  'through an election',
  () => {
    recovery(new DumpedSet('mongo-point-in-time-3', () => ({ size: '1Gi' }), {}, 3, { every: '12h' }));
  },
  2,
);

const image = process.env['RCLONE_IMAGE'];
if (image === undefined) skipped('needs an image of rclone: set RCLONE_IMAGE')('by a bucket');
else
  longStory(
    'by a bucket',
    () => {
      const namespace = 'mongo-point-in-time-s3';
      const storage = objectStorage(namespace, image);
      const dumped = new DumpedSet(namespace, storage.of, {}, 1, { every: '12h' });
      recovery(dumped, () => storage.start(dumped.set));
    },
    2,
  );

function recovery(dumped: DumpedSet, prepare = () => Promise.resolve()): void {
  const { set, members } = dumped;
  const step = story(dumped.namespace);
  let writes: readonly Write[] = [];
  let second = 0;

  afterAll(async () => {
    await set.delete();
  }, 300_000);

  step(
    'slices follow the first dump',
    async () => {
      await set.makeSecrets();
      await prepare();
      await dumped.apply();
      await waitFor('ready members', 90, () => set.settledReplicas());
      await dumped.evaluate('shop.orders.insertOne({ _id: -1 }); shop.orders.createIndex({ sent: 1 })');
      await dumped.start('mongo-backup', 'dump-1');
      expect(await dumped.end('dump-1')).toMatchObject({ succeeded: true });
      await write(2, members > 1 ? 'shop.adminCommand({ replSetStepDown: 30 });' : '');
      const log = await typed(documentedBlocks(heading)[0]);
      const { backups } = JSON.parse(/{"slice".*}/.exec(log)?.[0] ?? log) as { backups: readonly object[] };
      const size = expect.any(Number) as number;
      const second = expect.stringMatching(/^20.*Z$/) as string;
      const dump = expect.stringMatching(/^mongo-.*archive.gz$/) as string;
      expect(backups).toEqual([{ dump, bytes: size, slices: 1, sliceBytes: size, from: second, to: second }]);
    },
    240,
  );

  inLongRuns(step)('a slice that is killed breaks no chain', async () => {
    // It has dumped its entries then, and given the file no name yet.
    const program =
      '#!/bin/sh\\n/usr/bin/mongodump "$@" && if [ -e /tmp/found ]; then echo killable; sleep 600; fi; touch /tmp/found';
    const hang = `fs.writeFileSync('/run/backup/mongodump','${program.replaceAll('/tmp/', '/run/backup/')}',{mode:493}); process.env.PATH='/run/backup:'+process.env.PATH; require(`;
    await dumped.start('mongo-backup-oplog', 'killed', (template) =>
      template.replace('require(', () => JSON.stringify(hang).slice(1, -1)),
    );
    await waitFor('a slice that can be killed', 60, async () =>
      (await set.kubectl('logs job/killed --all-containers --ignore-errors')).includes('killable') ? true : undefined,
    );
    await set.kubectl('delete pod --selector job-name=killed --grace-period=1');
    await set.kubectl('wait --for=condition=Failed job/killed --timeout=30s');
  });

  step('a wrong drop is in the next slice', async () => {
    second = await write(2, 'shop.orders.drop();');
    expect(await slice('slice-2')).toMatchObject({
      succeeded: true,
      log: expect.stringContaining('"slices":2') as unknown,
    });
  });

  step('refuses a second that no slice reaches, and tells which ones can be restored', async () => {
    await dumped.lose();
    const job = await dumped.apply({ to: '2026-01-01T00:00:00Z', restoreId: 2 });
    const window = '[0-9TZ:-]{20} to [0-9TZ:-]{20} \\(mongo-[^)]*archive.gz\\)';
    expect(await dumped.end(job)).toMatchObject({
      succeeded: false,
      log: expect.stringMatching(
        `no dump of mongo and its slices reach 2026-01-01T00:00:00Z; they reach: ${window}`,
      ) as unknown,
    });
  });

  step('restores every write before the second of a wrong drop, and none after', async () => {
    const job = await dumped.apply({ to: new Date(second * 1000).toISOString().replace('.000', ''), restoreId: 3 });
    expect(await dumped.end(job, 90)).toMatchObject({ succeeded: true });
    const found = new Set(
      JSON.parse(await dumped.evaluate('print(JSON.stringify(shop.orders.distinct("_id")))')) as number[],
    );
    const before = writes.filter(([, , acknowledged]) => acknowledged < second * 1000);
    const after = writes.filter(([, sent]) => sent >= second * 1000);
    expect([before.length > 0, before.filter(([number]) => !found.has(number))]).toEqual([true, []]);
    expect([after.length > 0, after.filter(([number]) => found.has(number))]).toEqual([true, []]);
    expect(await dumped.evaluate('print(shop.orders.getIndexes().map(({ name }) => name).join())')).toContain(
      '_id_,sent_1',
    );
  });

  inLongRuns(step)('ends the chain at a gap', async () => {
    expect(await slice('slice-3')).toMatchObject({
      succeeded: false,
      log: expect.stringMatching(/a gap: the oplog of mongo-\d.* does not hold .* Restorable: 20/) as unknown,
    });
  });

  inLongRuns(step)('begins another chain with the next dump', async () => {
    await typed(documentedBlocks(heading).at(-1));
    await dumped.evaluate('shop.orders.insertOne({ _id: -2 })');
    expect(await slice('slice-4')).toMatchObject({ succeeded: true });
  });

  /** Types the commands of the guide, in the namespace of the story. */
  function typed(commands = ''): Promise<string> {
    return new Console().type(commands.replaceAll('-n shop', `-n ${dumped.namespace}`));
  }

  async function slice(job: string) {
    await dumped.start('mongo-backup-oplog', job);
    return dumped.end(job);
  }

  /** Writes for so many seconds, then has this done, and writes for as long again. Returns the second in which that was done, or later. */
  async function write(seconds: number, then = ''): Promise<number> {
    const first = writes.length;
    const answer = await dumped.evaluate(`
      const writes = [];
      const some = () => {
        for (const end = Date.now() + ${seconds * 1000}; Date.now() < end; sleep(20)) {
          const number = ${first} + writes.length;
          const sent = Date.now();
          shop.orders.insertOne({ _id: number, sent }, { writeConcern: { w: 'majority' } });
          writes.push([number, sent, Date.now()]);
        }
      };
      some();
      const then = Date.now();
      ${then}
      some();
      print(JSON.stringify({ writes, then }));`);
    const result = JSON.parse(answer.slice(answer.indexOf('{"writes'))) as { writes: readonly Write[]; then: number };
    writes = [...writes, ...result.writes];
    return Math.floor(result.then / 1000);
  }
}
