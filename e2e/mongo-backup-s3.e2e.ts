import { story } from './evidence';
import { kubectl, run, waitFor } from './kubectl';
import { DumpedSet } from './mongo-dumps';
import { newPassword } from './mongo-set';
import { SecretRef } from '../lib';

const image = process.env['RCLONE_IMAGE'];
const namespace = 'mongo-backup-s3';
const bucket = { keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] } as const;

if (image === undefined) test.skip('dumps to S3 (needs an image of rclone: set RCLONE_IMAGE)', () => undefined);
else
  describe('dumps to S3', () => {
    dumpsToS3(image);
  });

function dumpsToS3(client: string): void {
  const dumped = new DumpedSet(namespace, (chart) => ({
    s3: {
      bucket: 'shop-dumps',
      prefix: 'mongo',
      endpoint: `http://storage.${namespace}:9000`,
      credentials: new SecretRef(chart, 'bucket', bucket),
      scratch: { size: '1Gi' },
      image: client,
    },
  }));
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
      await startStorage(dumped, client);
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

/** Object storage in a pod, by the same program as its client. */
async function startStorage({ set }: DumpedSet, client: string): Promise<void> {
  const [id, secret] = [newPassword(), newPassword()];
  await set.writeSecret('bucket', { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret });
  await set.writeSecret('storage', { key: `"${id},${secret}"` });
  const metadata = { name: 'storage', namespace, labels: { app: 'storage' } };
  const container = {
    name: 'storage',
    image: client,
    command: ['sh', '-c', 'mkdir -p /data/shop-dumps && exec rclone serve s3 --addr :9000 /data'],
    env: [
      { name: 'HOME', value: '/data' },
      { name: 'RCLONE_CONFIG', value: '/notfound' },
      { name: 'RCLONE_AUTH_KEY', valueFrom: { secretKeyRef: { name: 'storage', key: 'key' } } },
    ],
    readinessProbe: { tcpSocket: { port: 9000 } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
  };
  const pod = {
    terminationGracePeriodSeconds: 0,
    securityContext: { runAsNonRoot: true, runAsUser: 999, fsGroup: 999, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container],
    volumes: [{ name: 'data', emptyDir: {} }],
  };
  const items = [
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: metadata.labels, ports: [{ port: 9000 }] } },
    { apiVersion: 'v1', kind: 'Pod', metadata, spec: pod },
  ];
  await kubectl('apply -f -', { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  await set.kubectl('wait --for=condition=Ready pod/storage --timeout=60s');
}
