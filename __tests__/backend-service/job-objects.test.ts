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
    'api-migration-b79cd44f',
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
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

const migration = { command: ['node', 'migrate.js'] } as const;
const env = { LOG_LEVEL: 'info', TENANT: 'one' };

function job(props: Partial<BackendServiceProps>): KubernetesManifest {
  const manifests = rendered((chart: Chart) => {
    const database = new SecretRef(chart, 'database', { keys: ['password'] });
    const secrets = { PASSWORD: database.key('password') };
    new BackendService(chart, 'api', { ...least, secrets, env, migration, ...props });
  });
  return only(manifests, 'Job');
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
])('is not run again for %s', (_, props) => {
  expect(job(props).metadata.name).toBe(usual);
});

test.each<[string, Partial<BackendServiceProps>]>([
  ['another image', { image: 'docker.io/demo/api:1.2.4' }],
  ['another command', { migration: { command: ['node', 'other.js'] } }],
  ['another account', { serviceAccountName: 'other' }],
  ['variables that are named', { migration: { ...migration, variables: ['TENANT'] } }],
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
