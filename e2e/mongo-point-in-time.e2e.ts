import { story } from './evidence';
import { waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { DumpedSet, oplogMegabytes } from './mongo-dumps';
import { cutPods } from './mongo-faults';
import { killProcesses } from './mongo-processes';
import { anHourBehind, hanging, minutesBehind, Recovery, secondOf } from './mongo-recovery';
import { objectStorage } from './object-storage';
import { inLongRuns, longStory, skipped, Step } from './tiers';

const heading = 'Restore to a point in time';
const window = '[0-9TZ:-]{20} to [0-9TZ:-]{20} \\(mongo-[^)]*archive.gz\\)';
const onVolume = () => ({ size: '1Gi' });
const often = { every: '12h' };

longStory('by a volume', () => {
  const dumped = new DumpedSet('mongo-point-in-time', onVolume, {}, 1, often);
  recovery(dumped, { between: killedSlices, after: gaps });
});

longStory(
  'through an election',
  () => {
    recovery(new DumpedSet('mongo-point-in-time-3', onVolume, {}, 3, often));
  },
  2,
);

if (process.env['CLUSTER'] === undefined) skipped('needs power over the nodes: set CLUSTER')('through a rollback');
else
  longStory(
    'through a rollback',
    () => {
      // So long does a primary that nobody hears stay one, and can be dumped.
      const electionTimeoutMillis = 30_000;
      const dumped = new DumpedSet('mongo-point-in-time-back', onVolume, {}, 3, often, electionTimeoutMillis);
      recovery(dumped, { between: rollback });
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
      const dumped = new DumpedSet(namespace, storage.of, {}, 1, often);
      recovery(dumped, { prepare: () => storage.start(dumped.set), between: killedSlices, after: gaps });
    },
    2,
  );

interface Variant {
  readonly prepare?: () => Promise<void>;
  /** Adds steps between the first slice and the wrong drop. */
  readonly between?: Tell;
  /** Adds steps after the restore. */
  readonly after?: Tell;
}

type Tell = (step: Step, all: Recovery) => void;

function recovery(dumped: DumpedSet, { prepare, between, after }: Variant = {}): void {
  const { set, members } = dumped;
  const step = story(dumped.namespace);
  const all = new Recovery(dumped);
  let second = 0;

  afterAll(async () => {
    await set.delete();
  }, 300_000);

  step(
    'slices follow the first dump',
    async () => {
      await set.makeSecrets();
      await prepare?.();
      await dumped.apply();
      await waitFor('ready members', 180, () => set.settledReplicas());
      await dumped.evaluate('shop.orders.insertOne({ _id: -1 }); shop.orders.createIndex({ sent: 1 })');
      await dumped.start('mongo-backup', 'dump-1');
      expect(await dumped.end('dump-1', 120)).toMatchObject({ succeeded: true });
      await all.write(1, members > 1 ? 'shop.adminCommand({ replSetStepDown: 30 });' : '');
      const log = await typed(dumped, documentedBlocks(heading)[0]);
      const { backups } = JSON.parse(/{"slice".*}/.exec(log)?.[0] ?? log) as { backups: readonly { dump: string }[] };
      const size = expect.any(Number) as number;
      const second = expect.stringMatching(/^20.*Z$/) as string;
      const dump = expect.stringMatching(/^mongo-.*archive.gz$/) as string;
      expect(backups).toEqual([{ dump, bytes: size, slices: 1, sliceBytes: size, from: second, to: second }]);
      all.begin(backups[0]?.dump);
    },
    500,
  );

  between?.(step, all);

  step('a wrong drop is in the next slice, though the clock of its Job is an hour behind', async () => {
    second = await all.write(1, 'shop.orders.drop();');
    const { succeeded, log } = await all.slice('before-loss', anHourBehind);
    expect([succeeded, log]).toEqual([true, expect.stringMatching(`"slices":${all.slices}\\b`)]);
    expect(minutesBehind(log)).toBeGreaterThan(58);
  });

  step('refuses a second that no slice reaches, and tells which ones can be restored', async () => {
    const job = await dumped.apply({ to: '2026-01-01T00:00:00Z', restoreId: 2 });
    const [end] = await Promise.all([dumped.end(job, 120), dumped.lose()]);
    expect(end).toEqual({ succeeded: false, log: unreachable('2026-01-01T00:00:00Z', `${window}(, ${window})*`) });
  });

  step('restores every write before the second of a wrong drop, and none after', async () => {
    const job = await dumped.apply({ to: secondOf(second), restoreId: 3 });
    const { succeeded, log } = await dumped.end(job, 180);
    // The first dump is the only one that no write was rolled back of.
    expect([succeeded, log]).toEqual([true, expect.stringContaining(`{"restored":"${all.base}"}`)]);
    await all.expectAllUntil(second);
    expect(await dumped.evaluate('print(shop.orders.getIndexes().map(({ name }) => name).join())')).toContain(
      '_id_,sent_1',
    );
  });

  after?.(step, all);
}

/** Slices that are killed once they have dumped their entries, and have given the file no name yet. */
function killedSlices(step: Step, all: Recovery): void {
  const { set } = all.dumped;
  const ways: Readonly<Record<string, (pod: string) => Promise<unknown>>> = {
    deleted: (pod) => set.kubectl(`delete pod ${pod} --grace-period=1`),
    ...(process.env['CLUSTER'] !== undefined && {
      killed: async (pod: string) => {
        const uid = await set.kubectl(`get pod ${pod} -o jsonpath={.metadata.uid}`);
        expect(killProcesses(uid, 'mongosh')).toBe(1);
      },
    }),
  };
  for (const [way, kill] of Object.entries(ways))
    inLongRuns(step)(`a slice whose pod is ${way} breaks no chain`, async () => {
      await all.write(1);
      await all.dumped.start('mongo-backup-oplog', way, hanging);
      await waitFor('a slice that can be killed', 90, async () =>
        (await set.kubectl(`logs job/${way} --all-containers --ignore-errors`)).includes('killable') ? true : undefined,
      );
      await kill(await set.kubectl(`get pods --selector job-name=${way} -o jsonpath={.items[0].metadata.name}`));
      // A pod that was deleted has no log.
      await set.kubectl(`wait --for=condition=Failed job/${way} --timeout=60s`);
    });
}

/** A primary that others do not hear any more, whose writes are rolled back: those that a dump and a slice saw are in no restore. */
function rollback(step: Step, all: Recovery): void {
  const { dumped } = all;
  const { set } = dumped;
  const pods = ['mongo-0', 'mongo-1', 'mongo-2'];

  step(
    'writes that were rolled back are in no slice, and a dump that ends with one breaks no chain',
    async () => {
      const primary = pods[Number(/mongo-(\d)/.exec(await dumped.evaluate('print(shop.hello().primary)'))?.[1])] ?? '';
      const [follower = '', ...others] = pods.filter((pod) => pod !== primary);
      const rollbacks = async (pod: string) =>
        Number(await dumped.evaluate('print(shop.adminCommand({ replSetGetRBID: 1 }).rbid)', { pod, isAlone: true }));
      const rolledBack = await rollbacks(primary);
      await all.write(1);
      const alone = all.writeAlone(primary);
      await waitFor('the first write', 60, async () => {
        const count = await dumped.evaluate('print(shop.orders.countDocuments({ _id: 1000000 }))', { pod: primary });
        return count.trim() === '1' ? true : undefined;
      });
      let heal = await cutPods(set, [follower, ...others]);
      try {
        await dumped.start('mongo-backup', 'dump-alone');
        for (const end of [await dumped.end('dump-alone', 120), await all.slice('slice-alone')])
          expect(end).toEqual({ succeeded: true, log: expect.any(String) as unknown });
        const written = await alone;
        const healPrimary = await cutPods(set, [primary]);
        await heal();
        heal = healPrimary;
        await waitFor('another primary', 90, async () => {
          const seen = await dumped.evaluate('print(shop.hello().primary)', { pod: follower });
          return seen.startsWith('mongo-') && !seen.startsWith(primary) ? true : undefined;
        });
        await all.write(1, '', follower);
        await heal();
        await waitFor('the rollback of the old primary', 120, async () =>
          (await rollbacks(primary)) > rolledBack ? true : undefined,
        );
        await all.rollBack(written);
      } catch (error) {
        await heal().catch(() => undefined);
        throw error;
      }
      const { succeeded, log } = await all.slice('slice-back');
      expect([succeeded, log]).toEqual([true, expect.stringMatching(`"slices":${all.slices}\\b`)]);
    },
    700,
  );
}

/** Gaps: the oplog of another set, and one that was overwritten. */
function gaps(step: Step, all: Recovery): void {
  const { dumped } = all;
  let second = 0;

  inLongRuns(step)('ends the chain at a gap: the oplog of the restored set is another one', async () => {
    second = await all.write(1);
    expect(await all.slice('of-another-set')).toEqual({ succeeded: false, log: gap(window) });
  });

  inLongRuns(step)('begins another chain with the next dump, and refuses a second between the two', async () => {
    await typed(dumped, documentedBlocks(heading).at(-1));
    await all.write(1);
    expect(await all.slice('after-gap')).toMatchObject({ succeeded: true });
    const job = await dumped.apply({ to: secondOf(second), restoreId: 4 });
    expect(await dumped.end(job)).toEqual({
      succeeded: false,
      log: unreachable(secondOf(second), `${window}, ${window}`),
    });
  });

  inLongRuns(step)('ends the chain at a gap: the oplog was overwritten', async () => {
    const newest = await secondOfOplog(dumped, -1);
    // Mongod keeps what it wrote since its last checkpoint, of which it writes one in a minute, and looks at the size only when it writes.
    await waitFor('an overwritten oplog', 180, async () => {
      await dumped.evaluate(`
        const bytes = Buffer.alloc(1 << 20);
        for (let megabytes = 0; megabytes < ${oplogMegabytes / 2}; megabytes += 1)
          shop.ballast.replaceOne({ _id: 1 }, { bytes: require('crypto').randomFillSync(bytes) }, { upsert: true });`);
      return (await secondOfOplog(dumped, 1)) > newest ? true : undefined;
    });
    expect(await all.slice('overwritten')).toEqual({ succeeded: false, log: gap(`${window}, ${window}`) });
  });
}

/** The second of the oldest (1) or the newest (-1) entry of the oplog. */
async function secondOfOplog(dumped: DumpedSet, order: 1 | -1): Promise<number> {
  const entry = `shop.getSiblingDB('local').oplog.rs.find({}, { ts: 1 }).sort({ $natural: ${order} }).next()`;
  return Number(await dumped.evaluate(`print(${entry}.ts.t)`));
}

/** Expects the log of a slice that found a gap, with the windows that can be restored. */
function gap(windows: string): string {
  return expect.stringMatching(`a gap: the oplog of mongo-\\d.* does not hold .* Restorable: ${windows}\n`) as string;
}

/** Expects the log of a restore to a second that cannot be reached, with the windows that can. */
function unreachable(second: string, windows: string): string {
  return expect.stringMatching(`no dump of mongo and its slices reach ${second}; they reach: ${windows}\n`) as string;
}

/** Types commands of the guide in the namespace of a story. */
function typed({ namespace }: DumpedSet, commands = ''): Promise<string> {
  return new Console().type(commands.replaceAll('-n shop', `-n ${namespace}`));
}
