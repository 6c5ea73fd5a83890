import { BackendServiceProps } from '../lib';
import { MigrationProps } from '../lib/backend-service/model/jobs';
import { story } from './evidence';
import { backend, settled } from './fixtures/backends';
import { folder } from './fixtures/folder';
import { applyInOrder } from './fixtures/ordered-apply';
import { get, kubectl, run } from './kubectl';
import { endNamespace } from './namespaces';
import { inLongRuns } from './tiers';

const namespace = 'backend-migration';
const step = story(namespace);
const otherImage = process.env['BACKEND_IMAGE'] ?? 'docker.io/demo/user-admin-backend:1.0.0';

interface Job {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly spec: { readonly ttlSecondsAfterFinished?: number };
  readonly status: { readonly completionTime?: string; readonly succeeded?: number };
}

interface Pod {
  readonly metadata: { readonly creationTimestamp: string };
  readonly spec: {
    readonly containers: readonly { readonly resources: { readonly limits: Record<string, string> } }[];
  };
}

// It fails without its variables, and takes long enough for pods that do not wait to be there before its end.
const program = `
if (process.env.GREETING !== 'hello world') throw new Error('GREETING is ' + process.env.GREETING);
if (process.env.STEP !== 'one') throw new Error('STEP is ' + process.env.STEP);
setTimeout(() => {}, 4000);
`;
const own = { env: { STEP: 'one' }, resources: { requests: { cpu: '50m', memory: '96Mi' } } };

// What a job is given besides the service's: an argument, a file and a variable.
const imported = `
const settings = require('node:fs').readFileSync('/etc/import/settings.json', 'utf8');
console.log(process.argv[1], settings, process.env.FEED, process.env.LOG_LEVEL, process.env.TENANT);
`;
const env = { NAME: 'world', GREETING: 'hello $(NAME)', TENANT: 'one', LOG_LEVEL: 'info' };

afterAll(() => endNamespace(namespace));

step('runs once in its own size, before the first pods, by the commands of the guide', async () => {
  await applyInOrder(migrating({}));
  await settled(namespace, 'api');
  const [job, ...others] = await jobs();
  expect([others, job?.status.succeeded, job?.spec.ttlSecondsAfterFinished]).toEqual([[], 1, undefined]);
  expect(await startedAfter(job)).toBe(2);
  const { items } = await get<{ items: Pod[] }>(`-n ${namespace} pods -l app=api-migration`);
  expect(items.map(({ spec }) => spec.containers[0]?.resources.limits['memory'])).toEqual(['96Mi']);
});

inLongRuns(step)(
  'is not run again by another variable, size or file, which an apply brings without a complaint',
  async () => {
    const before = await jobs();
    const change: Partial<BackendServiceProps> = {
      env: { ...env, LOG_LEVEL: 'debug', NEW: 'x' },
      size: 's',
      shutdownSeconds: 20,
    };
    const { code, stderr } = await run('kubectl', ['apply', '-f', migrating(change)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await settled(namespace, 'api');
    expect(await jobs()).toEqual(before);
    const texts = await get<{ data: Record<string, string> }>(`-n ${namespace} configmap api-migration`);
    expect(texts.data).toMatchObject({ LOG_LEVEL: 'debug', GREETING: 'hello world' });
  },
);

step('is not run again by another apply, server-side or not', async () => {
  const before = await jobs();
  const same = migrating({});
  await kubectl(`apply -f ${same}`);
  await kubectl(`apply --server-side --force-conflicts -f ${same}`);
  await kubectl(`apply --server-side --force-conflicts -f ${migrating({ env: { ...env, LOG_LEVEL: 'error' } })}`);
  expect(await jobs()).toEqual(before);
});

inLongRuns(step)('runs with another image, before the pods of that image', async () => {
  const before = await jobs();
  await applyInOrder(migrating({ image: otherImage }));
  await settled(namespace, 'api');
  const job = (await jobs()).find(({ metadata }) => metadata.uid !== before[0]?.metadata.uid);
  expect(await jobs()).toEqual(expect.arrayContaining(before));
  expect(job?.status.succeeded).toBe(1);
  expect(await startedAfter(job)).toBe(2);
});

step('runs again with another of the variables that it is about', async () => {
  const migration = { variables: ['TENANT'] };
  await kubectl(`apply -f ${migrating({ image: otherImage }, migration)}`);
  const before = await jobs();
  await kubectl(`apply -f ${migrating({ image: otherImage, env: { ...env, TENANT: 'two' } }, migration)}`);
  expect((await jobs()).length).toBe(before.length + 1);
});

inLongRuns(step)(
  'runs other Jobs and CronJobs with what they say and what the service says, once for each change',
  async () => {
    const importing = (feed: string, more: Partial<BackendServiceProps> = {}): string => {
      const files = { '/etc/import/settings.json': '{}' };
      const job = { command: ['node', '-e', imported], args: ['all'], env: { FEED: feed }, files } as const;
      return folder(namespace, (chart) => {
        const cronJobs = { nightly: { ...job, schedule: '0 0 1 1 *', suspend: true } };
        backend(chart, 'api', { env, jobs: { import: job }, cronJobs, ...more });
      });
    };
    const logs = async (jobName: string): Promise<string> => {
      await kubectl(`-n ${namespace} wait job/${jobName} --for=condition=Complete --timeout=60s`, { seconds: 70 });
      return kubectl(`-n ${namespace} logs job/${jobName}`);
    };
    const names = async (): Promise<string[]> => {
      const all = (await jobs()).map(({ metadata }) => metadata.name);
      return all.filter((name) => name.startsWith('api-import-'));
    };
    await kubectl(`apply -f ${importing('autumn')}`);
    const [first = ''] = await names();
    expect(await logs(first)).toBe('all {} autumn info one\n');
    await kubectl(`apply -f ${importing('autumn', { size: 's', env: { ...env, LOG_LEVEL: 'debug' } })}`);
    expect(await names()).toEqual([first]);
    await kubectl(`apply -f ${importing('winter')}`);
    const [, second = '', ...others] = await names();
    expect([others, await logs(second)]).toEqual([[], 'all {} winter info one\n']);
    await kubectl(`-n ${namespace} create job by-hand --from=cronjob/api-nightly`);
    expect(await logs('by-hand')).toBe('all {} winter info one\n');
  },
);

step('would be refused with other pods under the name that it has', async () => {
  const [job] = await jobs();
  const patch = JSON.stringify({ spec: { template: { metadata: { labels: { other: 'x' } } } } });
  const { code, stderr } = await run('kubectl', [
    '-n',
    namespace,
    'patch',
    'job',
    job?.metadata.name ?? '',
    '-p',
    patch,
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain('field is immutable');
});

function migrating(props: Partial<BackendServiceProps>, migration: Partial<MigrationProps> = {}): string {
  return folder(namespace, (chart) => {
    backend(chart, 'api', { env, ...props, migration: { command: ['node', '-e', program], ...own, ...migration } });
  });
}

/** The Jobs in the order of their creation, without what an apply changes of one that stays. */
async function jobs(): Promise<Job[]> {
  const { items } = await get<{ items: Job[] }>(`-n ${namespace} jobs --sort-by=.metadata.creationTimestamp`);
  return items.map(({ metadata: { name, uid }, spec, status }) => ({
    metadata: { name, uid },
    spec: { ttlSecondsAfterFinished: spec.ttlSecondsAfterFinished },
    status,
  }));
}

/** How many of the service's pods were created when a Job was complete or later; all others are an error. */
async function startedAfter(job: Job | undefined): Promise<number> {
  const end = job?.status.completionTime ?? '';
  const { items } = await get<{ items: Pod[] }>(`-n ${namespace} pods -l app=api`);
  const created = items.map(({ metadata }) => metadata.creationTimestamp);
  expect({ end, early: created.filter((time) => time < end) }).toEqual({ end, early: [] });
  return created.length;
}
