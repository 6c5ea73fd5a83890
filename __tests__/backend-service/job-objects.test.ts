import { Chart } from 'cdk8s';
import { BackendService } from '../../lib/backend-service/backend-service';
import { BackendServiceProps } from '../../lib/backend-service/model/props';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { only, rendered } from '../rendered';
import { at, least, outcome } from './edge-values';

test.each<[string, object, string, unknown]>([
  [
    'names the migration by what it is made of',
    { migration: { command: ['node', 'job.js'] } },
    'Job metadata.name',
    'api-migration-47097b36',
  ],
  [
    'gives Jobs a label of their own, which the Service does not select',
    { migration: { command: ['node', 'job.js'] } },
    'Job spec.template.metadata.labels',
    {
      app: 'api-migration',
      'app.kubernetes.io/component': 'migration',
      'app.kubernetes.io/instance': 'api-migration',
      'app.kubernetes.io/managed-by': 'cdk8s-backend',
      'app.kubernetes.io/name': 'api-migration',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/version': '1.2.3',
    },
  ],
  [
    'keeps the migration, which would be run again once it is gone, and says so to kube-linter',
    { migration: { command: ['node', 'job.js'] }, scanners: ['kube-linter'] },
    'Job metadata.annotations',
    {
      'ignore-check.kube-linter.io/job-ttl-seconds-after-finished':
        'whatever applies it would run it again once it is gone',
    },
  ],
  [
    'removes a migration after the seconds that are stated',
    { migration: { command: ['node', 'job.js'], ttlSecondsAfterFinished: 60 } },
    'Job spec.ttlSecondsAfterFinished',
    60,
  ],
  [
    'suspends a CronJob',
    { cronJobs: { report: { schedule: '0 3 * * *', command: ['node', 'job.js'], suspend: true } } },
    'CronJob spec.suspend',
    true,
  ],
  [
    "leaves the Jobs of a CronJob to the CronJob's history",
    { cronJobs: { report: { command: ['node', 'job.js'], schedule: '@daily' } } },
    'CronJob spec.jobTemplate.spec.ttlSecondsAfterFinished',
    undefined,
  ],
  [
    'gives the migration the texts of the service by a ConfigMap',
    { env: { LOG_LEVEL: 'info' }, migration: { command: ['node', 'job.js'] } },
    'ConfigMap data',
    { LOG_LEVEL: 'info', PORT: '8080' },
  ],
  [
    'has the migration read that ConfigMap after the Secrets, so that texts count more',
    { migration: { command: ['node', 'job.js'] } },
    'Job spec.template.spec.containers.0.envFrom',
    [{ configMapRef: { name: 'api-migration' } }],
  ],
  [
    "fits Node's heap to the migration's own memory",
    { nodeHeapPercent: 50, migration: { command: ['node', 'job.js'], resources: { limits: { memory: '512Mi' } } } },
    'ConfigMap data.NODE_OPTIONS',
    '--max-old-space-size=256',
  ],
  [
    'runs the program in the hardened container of the service',
    { cronJobs: { report: { command: ['node', 'job.js'], schedule: '@daily' } } },
    'CronJob spec.jobTemplate.spec.template.spec.containers.0.command',
    ['node', 'job.js'],
  ],
  [
    'gives a CronJob the size of the service, but for what it says itself',
    {
      size: 'l',
      cronJobs: { report: { command: ['a'], schedule: '@daily', resources: { requests: { memory: '3Gi' } } } },
    },
    'CronJob spec.jobTemplate.spec.template.spec.containers.0.resources',
    {
      requests: { cpu: '500m', memory: '3Gi', 'ephemeral-storage': '64Mi' },
      limits: { cpu: '2', memory: '3Gi', 'ephemeral-storage': '1Gi' },
    },
  ],
  [
    'keeps as many Jobs of a CronJob as it says',
    {
      cronJobs: {
        a: { command: ['a'], schedule: '@daily', successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 0 },
      },
    },
    'CronJob spec',
    expect.objectContaining({ successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 0 }),
  ],
  [
    'runs the program of the service with other arguments',
    { command: ['node'], args: ['server.js'], cronJobs: { a: { args: ['report.js'], schedule: '@daily' } } },
    'CronJob spec.jobTemplate.spec.template.spec.containers.0',
    expect.objectContaining({ command: ['node'], args: ['report.js'] }),
  ],
  [
    "runs the image's entrypoint with other arguments, and a command with its own",
    { migration: { args: ['migrate'] }, args: ['serve'] },
    'Job spec.template.spec.containers.0.args',
    ['migrate'],
  ],
  [
    'names a Job that runs once after the service and itself, apart from the pods of the service',
    { jobs: { import: { command: ['node', 'import.js'] } } },
    'Job metadata',
    expect.objectContaining({
      name: 'api-import-bca5d5bf',
      labels: expect.objectContaining({ app: 'api-import', 'app.kubernetes.io/component': 'job' }) as unknown,
    }),
  ],
  [
    'suspends a Job that runs once',
    { jobs: { import: { command: ['node', 'import.js'], suspend: true } } },
    'Job spec.suspend',
    true,
  ],
  [
    'has the variables of a Job in place of those of the service, in their order',
    {
      env: { NAME: 'world', GREETING: 'hello $(NAME)' },
      cronJobs: { a: { command: ['a'], schedule: '@daily', env: { NAME: 'moon', MORE: 'x' } } },
    },
    'CronJob spec.jobTemplate.spec.template.spec.containers.0.env',
    [
      { name: 'PORT', value: '8080' },
      { name: 'NAME', value: 'moon' },
      { name: 'GREETING', value: 'hello $(NAME)' },
      { name: 'MORE', value: 'x' },
    ],
  ],
  [
    "gives a Job that runs once its own variables in its pods and the service's by a ConfigMap",
    { env: { LOG_LEVEL: 'info', INDEX: 'one' }, jobs: { import: { command: ['a'], env: { INDEX: 'two' } } } },
    'ConfigMap data',
    { LOG_LEVEL: 'info', PORT: '8080' },
  ],
  [
    'mounts the files of a Job beside those of the service in one directory',
    {
      cronJobs: { a: { command: ['a'], schedule: '@daily', files: { '/etc/app/b': 'x' } } },
      files: { '/etc/app/a': 'x' },
    },
    'CronJob spec.jobTemplate.spec.template.spec.volumes.1',
    {
      name: 'etc-app',
      projected: {
        defaultMode: 0o444,
        sources: [
          { configMap: { name: 'api-files', items: [{ key: 'etc_app_a', path: 'a' }] } },
          { configMap: { name: 'api-a-files', items: [{ key: 'etc_app_b', path: 'b' }] } },
        ],
      },
    },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

const migration = { command: ['node', 'migrate.js'] } as const;
const env = { LOG_LEVEL: 'info', TENANT: 'one' };

function job(given: Partial<BackendServiceProps>): KubernetesManifest {
  const props = { files: { '/etc/app/a': 'x' }, ...given };
  const manifests = rendered((chart: Chart) => {
    const database = new SecretRef(chart, 'database', { keys: ['password'] });
    const secrets = { PASSWORD: database.key('password') };
    new BackendService(chart, 'api', { ...least, secrets, env, migration, ...props });
  });
  return only(
    manifests.filter(({ metadata }) => metadata.labels?.['app'] !== 'api-import'),
    'Job',
  );
}

const usual = job({}).metadata.name;

test.each<[string, Partial<BackendServiceProps>]>([
  ['another text', { env: { ...env, LOG_LEVEL: 'debug' } }],
  ['one more variable', { env: { ...env, NEW: 'x' } }],
  ['another size', { size: 'l', nodeHeapPercent: 75 }],
  ['other resources', { resources: { requests: { memory: '2Gi' } } }],
  ['another number of pods', { replicas: 5 }],
  ['another health check', { health: '/ready' }],
  ['metrics', { metrics: { kind: 'annotations' } }],
  ['shorter stays on a lost node', { tolerationSeconds: 10 }],
  [
    'more tries',
    { migration: { ...migration, backoffLimit: 9, activeDeadlineSeconds: 60, ttlSecondsAfterFinished: 5 } },
  ],
  ['a CronJob', { cronJobs: { report: { command: ['a'], schedule: '@daily' } } }],
  ['another port', { port: 9090 }],
  ['another text of a file of the service', { files: { '/etc/app/a': 'y' } }],
  ['another Job', { jobs: { import: { command: ['a'], env: { A: 'b' } } } }],
])('is not run again for %s', (_, props) => {
  expect(job(props).metadata.name).toBe(usual);
});

test.each<[string, Partial<BackendServiceProps>]>([
  ['another image', { image: 'docker.io/demo/api:1.2.4' }],
  ['another command', { migration: { command: ['node', 'other.js'] } }],
  ['another account', { serviceAccountName: 'other' }],
  ['variables that are named', { migration: { ...migration, variables: ['TENANT'] } }],
  ['a variable of its own', { migration: { ...migration, env: { LOG_LEVEL: 'debug' } } }],
  ['a file of its own', { migration: { ...migration, files: { '/etc/migration/a': 'x' } } }],
  ['other resources of its own', { migration: { ...migration, resources: { requests: { memory: '2Gi' } } } }],
])('is run again for %s', (_, props) => {
  expect(job(props).metadata.name).not.toBe(usual);
});

test('runs again for another value of a variable that is named, and for no other', () => {
  const named = { ...migration, variables: ['TENANT'] };
  const name = (more: BackendServiceProps['env'], secrets = {}): string =>
    job({ migration: named, secrets, env: { ...env, ...more } }).metadata.name;
  expect(name({ LOG_LEVEL: 'debug', REGION: { configMapKeyRef: { name: 'cluster', key: 'region' } } })).toBe(name({}));
  expect(name({ TENANT: 'two' })).not.toBe(name({}));
});

test('runs a Job again for another text of a file of its own, and for another variable of its own', () => {
  const name = (files: Record<string, string>, own: Record<string, string>): string =>
    job({ migration: { ...migration, files, env: own } }).metadata.name;
  const first = name({ '/etc/migration/a': 'x' }, { TENANT: 'one' });
  expect(name({ '/etc/migration/a': 'x' }, { TENANT: 'one' })).toBe(first);
  expect(name({ '/etc/migration/a': 'y' }, { TENANT: 'one' })).not.toBe(first);
  expect(name({ '/etc/migration/a': 'x' }, { TENANT: 'two' })).not.toBe(first);
});

test('runs a Job again for an override of its pods', () => {
  const jobs = { import: { command: ['node', 'import.js'] } } as const;
  const name = (overrides: object): unknown => at(outcome({ jobs, overrides }).manifests, 'Job metadata.name');
  const pods = { spec: { template: { spec: { hostAliases: [{ ip: '192.0.2.1', hostnames: ['db'] }] } } } };
  expect(name({ jobs: { import: { spec: { backoffLimit: 1 } } } })).toBe(name({}));
  expect(name({ jobs: { import: pods } })).not.toBe(name({}));
});
