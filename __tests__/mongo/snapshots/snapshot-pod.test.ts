import { Chart, Testing } from 'cdk8s';
import {
  snapshotNetworkPolicySpec,
  snapshotPodTemplate,
  snapshotRules,
  Snapshots,
} from '../../../lib/mongo/snapshots/snapshot-pod';
import { podsOf } from '../../../lib/pods/pods';
import { SecretRef } from '../../../lib/secrets/secret-ref';

const snapshots: Snapshots = {
  pods: podsOf('mongo-snapshots', 'shop', {}, { component: 'job', partOf: 'shop', runAsUser: 999 }),
  image: 'mongo:8.0.30',
  endpoint: { namespace: 'shop', labels: { app: 'mongo' }, port: 27017, clientLabels: { 'mongo-client': 'true' } },
  user: new SecretRef(new Chart(Testing.app(), 'chart'), 'shop', { keys: ['username', 'password'] }),
  files: {},
  apiServer: { ports: [443, 6443] },
};

test('may make snapshots, look at them and remove them', () => {
  expect(snapshotRules).toEqual([
    {
      apiGroups: ['snapshot.storage.k8s.io'],
      resources: ['volumesnapshots'],
      verbs: ['create', 'get', 'list', 'delete'],
    },
  ]);
});

test('carries the label by which the members let it in', () => {
  expect(snapshotPodTemplate(snapshots).metadata?.labels).toMatchObject({ 'mongo-client': 'true' });
});

test('mounts no token but the one for its own requests', () => {
  const { automountServiceAccountToken, volumes } = snapshotPodTemplate(snapshots).spec ?? {};
  expect([automountServiceAccountToken, volumes?.map(({ name }) => name)]).toEqual([
    false,
    ['files', 'user', 'run', 'token'],
  ]);
});

test('has the files that the connection needs', () => {
  const authority = new SecretRef(new Chart(Testing.app(), 'chart'), 'mongo-tls', { keys: ['ca.crt'] }).key('ca.crt');
  const { containers, volumes } =
    snapshotPodTemplate({ ...snapshots, files: { '/etc/mongo-tls/ca.crt': authority } }).spec ?? {};
  expect(volumes?.map(({ secret }) => secret?.secretName)).toContain('mongo-tls');
  expect(containers?.[0]?.volumeMounts?.map(({ mountPath }) => mountPath)).toContain('/etc/mongo-tls');
});

test('is let out to DNS, the members and the API server, and lets nobody in', () => {
  const { policyTypes, ingress, egress } = snapshotNetworkPolicySpec(snapshots);
  expect([policyTypes, ingress, egress?.length]).toEqual([['Ingress', 'Egress'], undefined, 3]);
});
