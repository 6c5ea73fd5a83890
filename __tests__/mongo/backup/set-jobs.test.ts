import { App, Chart } from 'cdk8s';
import { BackedUpSet, noSet } from '../../../lib/mongo/backup/backed-up-set';
import { uploadStep } from '../../../lib/mongo/backup/storage-client';
import {
  jobsPolicySpec,
  runPodTemplate,
  schedule,
  scheduledJobSpec,
  SetJobs,
  SetRun,
} from '../../../lib/mongo/backup/set-jobs';
import { apiToken } from '../../../lib/mongo/replica-set/pod';
import { podsOf } from '../../../lib/pods/pods';
import { decided } from '../../../lib/props/schema';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { MongoBackup } from '../../../lib/mongo/backup/mongo-backup';
import { MongoSnapshots } from '../../../lib/mongo/snapshots/mongo-snapshots';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { prerequisites } from '../../../lib/prerequisites/prerequisites';
import { render } from '../../../lib/synth/render';
import { issuesOf } from '../../problem-text';
import { s3Remote } from '../../../lib/mongo/backup/s3';
import { s3Storage } from './s3-storage';

const user = new SecretRef(new Chart(new App(), 'chart'), 'dumper', { keys: ['username', 'password'] });
const set: BackedUpSet = {
  ...noSet,
  endpoint: { namespace: 'shop', labels: { app: 'mongo' }, port: 27017, clientLabels: { 'mongo-client': 'true' } },
};
const pods = podsOf('mongo-backup', 'shop', {}, { component: 'job', partOf: 'shop', runAsUser: 999 });
const jobs: SetJobs = {
  set,
  pods,
  metadata: pods.metadata,
  files: 'mongo-backup-files',
};

function pod(run: Partial<SetRun> = {}, of = jobs) {
  return runPodTemplate(of, { program: 'backup', user, resources: {}, ...run });
}

test('carries the label by which the members let it in', () => {
  expect(pod().metadata?.labels).toMatchObject({ app: 'mongo-backup', 'mongo-client': 'true' });
});

test('has no environment variable that holds a secret', () => {
  expect(pod().spec?.containers[0]?.env).toEqual([{ name: 'HOME', value: '/run/backup' }]);
});

test('runs one program of the Jobs by mongosh', () => {
  const { name, command } = pod({ program: 'restore' }).spec?.containers[0] ?? {};
  expect([name, command?.at(-1)]).toEqual(['restore', "require('/backup/jobs.js').run('restore', Mongo)"]);
});

test('takes the step after the program only if the program succeeded', () => {
  const after = [uploadStep({ storage: s3Remote(s3Storage()), resources: {} }, 'mongo', 7)];
  const { initContainers, containers } = pod({ after }).spec ?? {};
  expect([initContainers, containers].map((steps) => steps?.map(({ name }) => name))).toEqual([['backup'], ['upload']]);
});

test('has no further step where the dumps are on a volume', () => {
  const { initContainers, containers } = pod().spec ?? {};
  expect([initContainers, containers?.map(({ name }) => name)]).toEqual([undefined, ['backup']]);
});

test('mounts no token but the one for its own requests', () => {
  const { automountServiceAccountToken, volumes, containers } = pod({ token: apiToken }).spec ?? {};
  const names = ['files', 'user', 'run', 'token'];
  expect([automountServiceAccountToken, volumes?.map(({ name }) => name)]).toEqual([false, names]);
  expect(containers?.[0]?.volumeMounts?.map(({ name }) => name)).toEqual(names);
});

test('has the files that the connection needs', () => {
  const authority = new SecretRef(new Chart(new App(), 'chart'), 'mongo-tls', { keys: ['ca.crt'] }).key('ca.crt');
  const connectionFiles = { '/etc/mongo-tls/ca.crt': authority };
  const { containers, volumes } = pod({}, { ...jobs, set: { ...set, connectionFiles } }).spec ?? {};
  expect(volumes?.map(({ secret }) => secret?.secretName)).toContain('mongo-tls');
  expect(containers?.[0]?.volumeMounts?.map(({ mountPath }) => mountPath)).toContain('/etc/mongo-tls');
});

test('is let out to DNS, the members and where it needs to go, and lets nobody in', () => {
  const toBucket = { ports: [{ protocol: 'TCP', port: 443 }] };
  const { policyTypes, ingress, egress } = jobsPolicySpec(jobs, [toBucket]);
  expect([policyTypes, ingress, egress?.length, egress?.[2]]).toEqual([['Ingress', 'Egress'], undefined, 3, toBucket]);
});

test('starts one Job at a time, by the clock of the given zone', () => {
  const job = { template: {} };
  const nightly = decided(schedule, { schedule: '0 3 * * *' });
  expect(scheduledJobSpec(nightly, job)).toMatchObject({
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    jobTemplate: { spec: job },
  });
  expect(scheduledJobSpec({ ...nightly, timeZone: 'Europe/Berlin' }, job).timeZone).toBe('Europe/Berlin');
});

test('refuses a schedule and a zone that do not exist', () => {
  expect(issuesOf(schedule, { schedule: 'nightly', timeZone: 'Berlin time' })).toEqual([
    'schedule must be a schedule, got "nightly"; write minute, hour, day, month and day of the week, such as "0 3 * * *"',
    'timeZone must be a time zone of the IANA database, got "Berlin time"; write "Europe/Berlin"',
  ]);
});

test.each([
  ['MongoBackup', false],
  ['MongoBackup', true],
  ['MongoSnapshots', false],
  ['MongoSnapshots', true],
])('tells `secrets` which Secrets of the Jobs of a %s are copies, with pull secrets of its own: %s', (kind, isOwn) => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const vault = new Chart(App.of(chart), 'vault', { namespace: 'vault' });
  const copy = <Key extends string>(name: string, keys: readonly [Key, ...Key[]]): SecretRef<Key> =>
    new SecretRef(chart, name, { keys, copyOf: new SecretRef(vault, name, { keys }) });
  const user = copy('dumper', ['username', 'password']);
  const registry = copy('registry', ['.dockerconfigjson']);
  const mongo = new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '1Gi' },
    keyfile: new SecretRef(chart, 'keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [{ credentials: user, roles: [{ role: 'backup', db: 'admin' }] }],
    imagePullSecrets: isOwn ? [] : [registry],
  });
  const given = { mongo, user, schedule: '0 3 * * *', ...(isOwn ? { imagePullSecrets: [registry] } : {}) };
  if (kind === 'MongoBackup') new MongoBackup(chart, 'jobs', { ...given, storage: { claim: 'dumps' } });
  else new MongoSnapshots(chart, 'jobs', given);
  const jobs = render(App.of(chart)).filter((manifest) => manifest.kind === 'CronJob');
  expect(prerequisites(jobs).secrets.map(({ name, copyOf }) => [name, copyOf])).toEqual([
    ['dumper', { namespace: 'vault', name: 'dumper' }],
    ['registry', { namespace: 'vault', name: 'registry' }],
  ]);
});
