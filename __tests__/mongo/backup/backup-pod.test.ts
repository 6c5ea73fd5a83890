import { Chart } from 'cdk8s';
import { Backup, backupNetworkPolicySpec, backupPodTemplate } from '../../../lib/mongo/backup/backup-pod';
import { uploadStep } from '../../../lib/mongo/backup/s3-client';
import { podsOf } from '../../../lib/pods/pods';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { rendered } from '../../rendered';
import { s3Storage } from './s3-storage';

const backup: Backup = {
  pods: podsOf('mongo-backup', 'shop', {}, { component: 'job', partOf: 'shop', runAsUser: 999 }),
  image: 'mongo:8.0.30',
  endpoint: { namespace: 'shop', labels: { app: 'mongo' }, port: 27017, clientLabels: { 'mongo-client': 'true' } },
  files: {},
  storage: { claim: 'dumps' },
  resources: {},
};

function pod(program: 'backup' | 'restore', storage: 'claim' | 's3' = 'claim') {
  const made: ReturnType<typeof backupPodTemplate>[] = [];
  rendered((chart: Chart) => {
    const user = new SecretRef(chart, 'dumper', { keys: ['username', 'password'] });
    const given = storage === 's3' ? { ...backup, storage: { s3: s3Storage() } } : backup;
    made.push(backupPodTemplate(given, { program, user, after: [uploadStep('mongo', 7)] }));
  });
  return made[0];
}

test('carries the label by which the members let it in', () => {
  expect(pod('backup')?.metadata?.labels).toMatchObject({ app: 'mongo-backup', 'mongo-client': 'true' });
});

test('has no environment variable that holds a secret', () => {
  expect(pod('backup')?.spec?.containers[0]?.env).toEqual([{ name: 'HOME', value: '/run/backup' }]);
});

test('runs one program of the Jobs by mongosh', () => {
  expect(pod('restore')?.spec?.containers[0]?.command?.at(-1)).toBe("require('/backup/jobs.js').run('restore', Mongo)");
});

test('is let out to DNS and the members, and lets nobody in', () => {
  const { policyTypes, ingress, egress } = backupNetworkPolicySpec(backup);
  expect([policyTypes, ingress, egress?.length]).toEqual([['Ingress', 'Egress'], undefined, 2]);
});

test('uploads nothing unless the step before it succeeded', () => {
  const { initContainers, containers } = pod('backup', 's3')?.spec ?? {};
  expect([initContainers, containers].map((steps) => steps?.map(({ name }) => name))).toEqual([['backup'], ['upload']]);
});

test('has no step of a client where the dumps are on a volume', () => {
  const { initContainers, containers } = pod('backup')?.spec ?? {};
  expect([initContainers, containers?.map(({ name }) => name)]).toEqual([undefined, ['backup']]);
});
