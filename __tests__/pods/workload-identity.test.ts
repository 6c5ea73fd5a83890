import { Findings } from '../../lib/findings/findings';
import {
  checkIdentity,
  cloudIdentity,
  identityAnnotations,
  identityPodLabels,
  identityTargets,
  WorkloadIdentity,
} from '../../lib/pods/workload-identity';
import { issuesOf } from '../problem-text';

const roleArn = 'arn:aws:iam::123456789012:role/dumps';
const serviceAccount = 'dumps@shop.iam.gserviceaccount.com';
const clientId = '01234567-89ab-cdef-0123-456789abcdef';

test.each<[WorkloadIdentity | undefined, object, object]>([
  [undefined, {}, {}],
  [{ aws: { roleArn } }, { 'eks.amazonaws.com/role-arn': roleArn }, {}],
  [{ gcp: { serviceAccount } }, { 'iam.gke.io/gcp-service-account': serviceAccount }, {}],
  [
    { azure: { clientId } },
    { 'azure.workload.identity/client-id': clientId },
    { 'azure.workload.identity/use': 'true' },
  ],
])('knows %j by the annotations of the ServiceAccount and the labels of pods', (identity, annotations, labels) => {
  expect([identityAnnotations(identity), identityPodLabels(identity)]).toEqual([annotations, labels]);
  expect(issuesOf(cloudIdentity, { workloadIdentity: identity })).toEqual([]);
});

test('is refused beside a ServiceAccount that exists', () => {
  const findings = new Findings();
  checkIdentity(findings, { props: { workloadIdentity: { aws: { roleArn } }, serviceAccountName: 'dumps' } });
  expect(findings.validate()).toEqual([
    'workloadIdentity must be left out, for the annotations of ServiceAccount "dumps" say it; write them there',
  ]);
});

test('gets its tokens of GKE from the metadata server, and those of the other clouds as a file', () => {
  expect(identityTargets({ gcp: { serviceAccount } }).map((target) => typeof target === 'object' && target)).toEqual([
    { cidr: '169.254.169.252/32', ports: [{ port: 988, protocol: 'TCP' }] },
    { cidr: '169.254.169.254/32', ports: [{ port: 80, protocol: 'TCP' }] },
  ]);
  expect([undefined, { aws: { roleArn } }, { azure: { clientId } }].flatMap(identityTargets)).toEqual([]);
});
