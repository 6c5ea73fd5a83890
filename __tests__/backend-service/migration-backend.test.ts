import { Chart } from 'cdk8s';
import { BackendService } from '../../lib/backend-service/backend-service';
import { BackendServiceProps } from '../../lib/backend-service/model/props';
import { Manifest } from '../../lib/manifests/manifest';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { least } from './edge-values';
import { only, rendered } from '../rendered';

const migration = { command: ['node', 'migrate.js'] } as const;
const env = { LOG_LEVEL: 'info', TENANT: 'one' };

function job(props: Partial<BackendServiceProps>): Manifest {
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
