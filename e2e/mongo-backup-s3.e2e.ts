import { story } from './evidence';
import { run, waitFor } from './kubectl';
import { DumpedSet } from './mongo-dumps';
import { objectStorage } from './object-storage';

const image = process.env['RCLONE_IMAGE'];
const namespace = 'mongo-backup-s3';

if (image === undefined) test.skip('dumps to S3 (needs an image of rclone: set RCLONE_IMAGE)', () => undefined);
else
  describe('dumps to S3', () => {
    dumpsToS3(image);
  });

function dumpsToS3(client: string): void {
  const storage = objectStorage(namespace, client);
  const dumped = new DumpedSet(namespace, storage.of);
  const { set } = dumped;
  const step = story(namespace);
  let contents: unknown;

  afterAll(async () => {
    await set.delete();
  }, 300_000);

  step(
    'uploads dumps, and keeps as many as are wanted',
    async () => {
      await set.makeSecrets();
      await storage.start(set);
      await dumped.apply();
      await waitFor('a ready member', 120, () => set.settledReplicas());
      await dumped.fill();
      contents = await dumped.contents();
      const made: string[] = [];
      for (const job of ['dump-1', 'dump-2', 'dump-3']) {
        await dumped.start('mongo-backup', job);
        const { succeeded, log } = await dumped.end(job);
        made.push(/uploaded (\S+)/.exec(log)?.[1] ?? log);
        expect([succeeded, await objects()]).toEqual([true, made.slice(-2)]);
      }
    },
    400,
  );

  step('keeps the good dumps when a dump fails, and when its upload does', async () => {
    const before = await objects();
    await set.writeSecret('mongo-wrong', { username: 'dumper', password: 'wrong' });
    await dumped.start('mongo-backup', 'dump-4', (template) => template.replace('"mongo-dumper"', '"mongo-wrong"'));
    await dumped.start('mongo-backup', 'dump-5', (template) => template.replaceAll('shop-dumps', 'no-dumps'));
    const ends = [await dumped.end('dump-4'), await dumped.end('dump-5')];
    expect(ends.map(({ succeeded }) => succeeded)).toEqual([false, false]);
    expect(await objects()).toEqual(before);
  });

  step('restores into a new set, once', async () => {
    await dumped.lose();
    const job = await dumped.apply({ restoreId: 2 });
    expect(await dumped.end(job, 120)).toMatchObject({ succeeded: true });
    expect(await dumped.contents()).toEqual(contents);
    await set.kubectl(`delete job ${job}`);
    await dumped.apply({ restoreId: 2 });
    expect(await dumped.end(job)).toEqual({
      succeeded: true,
      log: expect.stringContaining('{"restored":"nothing: this was restored before"}') as unknown,
    });
  });
}

/** What the bucket holds under its prefix. */
async function objects(): Promise<string[]> {
  const { stdout } = await run('kubectl', ['-n', namespace, 'exec', 'storage', '--', 'ls', '/data/shop-dumps/mongo']);
  return stdout.trim().split('\n').sort();
}
