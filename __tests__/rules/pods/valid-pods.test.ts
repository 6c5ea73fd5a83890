import { validPods } from '../../../lib/rules/pods/valid-pods';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const lasting = (pod: object, kind = 'Deployment') => object(kind, { spec: { template: { spec: pod } } });
const job = (pod: object) => ({ ...object('Job', { spec: { template: { spec: pod } } }), apiVersion: 'batch/v1' });
const cronJob = (pod: object) => object('CronJob', { spec: { jobTemplate: { spec: { template: { spec: pod } } } } });

test('accepts pods that fit their kind', () => {
  const sidecar = { name: 'proxy', restartPolicy: 'Always', readinessProbe: {} };
  expect(
    findings(
      validPods,
      lasting({ restartPolicy: 'Always', initContainers: [sidecar], volumes: [{ name: 'a' }, { name: 'b' }] }),
      job({ restartPolicy: 'OnFailure', activeDeadlineSeconds: 60 }),
      cronJob({ restartPolicy: 'Never' }),
      object('Pod', { spec: { restartPolicy: 'Never' } }),
    ),
  ).toEqual([]);
});

test.each([
  [
    lasting({ restartPolicy: 'OnFailure' }),
    'spec.template.spec.restartPolicy must be Always for the pods of a Deployment, got "OnFailure"; leave it out',
  ],
  [
    lasting({ activeDeadlineSeconds: 5 }, 'StatefulSet'),
    'spec.template.spec.activeDeadlineSeconds must not be set for the pods of a StatefulSet; leave it out',
  ],
  [
    job({ restartPolicy: 'Always' }),
    'spec.template.spec.restartPolicy must be OnFailure or Never for the pods of a Job, got "Always"; write Never',
  ],
  [
    cronJob({}),
    'spec.jobTemplate.spec.template.spec.restartPolicy must be OnFailure or Never for the pods of a CronJob, got none, which is Always; write Never',
  ],
  [
    lasting({ volumes: [{ name: 'a' }, { name: 'a' }] }),
    'spec.template.spec.volumes["a"].name must be unique in the list, got "a" twice; write another',
  ],
  [
    lasting({ volumes: [{ name: 'Data' }] }),
    'spec.template.spec.volumes["Data"].name must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Data"; write "data"',
  ],
  [
    lasting({ ephemeralContainers: [{ name: 'debug' }] }),
    'spec.template.spec.ephemeralContainers must not be set, for kubectl debug adds them to a running pod; write a container',
  ],
  [
    lasting({ initContainers: [{ name: 'first', livenessProbe: {} }] }),
    'spec.template.spec.initContainers["first"].livenessProbe must not be set in an init container; leave it out, or write restartPolicy: Always',
  ],
])('refuses %#', (manifest, problem) => {
  expect(findings(validPods, manifest)).toEqual([`[${manifest.kind} shop/web] ${problem} (valid-pods)`]);
});

test('lets an object through that says why', () => {
  expect(findings(validPods, optedOut(lasting({ restartPolicy: 'Never' }), validPods))).toEqual([]);
});
