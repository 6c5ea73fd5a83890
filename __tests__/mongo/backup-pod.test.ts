import { Chart } from 'cdk8s';
import { Backup, backupNetworkPolicySpec, backupPodTemplate, dumpsClaimSpec } from '../../lib/mongo/backup-pod';
import { SecretRef } from '../../lib/secret-ref';
import { rendered } from '../rendered';

const backup: Backup = {
  name: 'mongo-backup',
  labels: { app: 'mongo-backup' },
  selector: { app: 'mongo-backup' },
  image: 'mongo:8.0.30',
  endpoint: { namespace: 'shop', labels: { app: 'mongo' }, port: 27017, clientLabels: { 'mongo-client': 'true' } },
  claim: 'dumps',
  resources: {},
};

function pod(program: 'backup' | 'restore') {
  const made: ReturnType<typeof backupPodTemplate>[] = [];
  rendered((chart: Chart) => {
    const user = new SecretRef(chart, 'dumper', { keys: ['username', 'password'] });
    made.push(backupPodTemplate(backup, program, user));
  });
  return made[0];
}

test('carries the label by which the members let it in', () => {
  expect(pod('backup')?.metadata?.labels).toEqual({ app: 'mongo-backup', 'mongo-client': 'true' });
});

test('has no environment variable that holds a secret', () => {
  expect(pod('backup')?.spec?.containers[0]?.env).toEqual([{ name: 'HOME', value: '/run/backup' }]);
});

test('runs one program of the Jobs by mongosh', () => {
  expect(pod('restore')?.spec?.containers[0]?.command?.at(-1)).toBe("require('/backup/restore.js').run(Mongo)");
});

test('is let out to DNS and the members, and lets nobody in', () => {
  const { policyTypes, ingress, egress } = backupNetworkPolicySpec(backup);
  expect([policyTypes, ingress, egress?.length]).toEqual([['Ingress', 'Egress'], undefined, 2]);
});

test('asks for a volume of the given size and class', () => {
  expect(dumpsClaimSpec({ size: '1024Mi', className: 'cold' })).toMatchObject({
    storageClassName: 'cold',
    resources: { requests: { storage: { value: '1Gi' } } },
  });
});
