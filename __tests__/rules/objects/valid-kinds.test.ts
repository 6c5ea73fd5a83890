import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { validKinds } from '../../../lib/rules/objects/valid-kinds';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const of = (apiVersion: string, kind: string): KubernetesManifest => ({ ...object(kind), apiVersion });

test.each([
  ['v1', 'ConfigMap'],
  ['apps/v1', 'Deployment'],
  ['autoscaling/v1', 'HorizontalPodAutoscaler'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  // Served by clusters that are told to.
  ['resource.k8s.io/v1beta1', 'ResourceClaim'],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy'],
  // Of OpenShift, before it had groups.
  ['v1', 'DeploymentConfig'],
  // Custom resources.
  ['serving.knative.dev/v1', 'Service'],
  ['snapshot.storage.k8s.io/v1beta1', 'VolumeSnapshot'],
])('accepts %s %s', (apiVersion, kind) => {
  expect(findings(validKinds, of(apiVersion, kind))).toEqual([]);
});

test.each([
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.26', 'write apiVersion: autoscaling/v2'],
  ['batch/v1beta1', 'CronJob', '1.25', 'write apiVersion: batch/v1'],
  ['extensions/v1beta1', 'Ingress', '1.22', 'write apiVersion: networking.k8s.io/v1'],
  ['extensions/v1beta1', 'DaemonSet', '1.16', 'write apiVersion: apps/v1'],
  ['policy/v1beta1', 'PodDisruptionBudget', '1.25', 'write apiVersion: policy/v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', '1.25', 'leave it out: Kubernetes has no PodSecurityPolicy any more'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', '1.27', 'write apiVersion: storage.k8s.io/v1'],
])('refuses %s %s, which Kubernetes has given up', (apiVersion, kind, release, write) => {
  expect(findings(validKinds, of(apiVersion, kind))).toEqual([
    `[${kind} shop/web] apiVersion must be a version that Kubernetes serves; ${release} was the first without it, got "${apiVersion}"; ${write} (valid-kinds)`,
  ]);
});

test.each([
  [
    'v1',
    'Deployment',
    'apiVersion must be a version that Kubernetes serves, got v1 Deployment; write apiVersion: apps/v1',
  ],
  ['apps/v1', 'Deploymnt', 'kind must be a kind that Kubernetes serves, got apps/v1 Deploymnt; write kind: Deployment'],
  [
    'batch/v2',
    'Job',
    'apiVersion must be a version that Kubernetes serves, got batch/v2 Job; write apiVersion: batch/v1',
  ],
  ['v1', 'Widget', 'kind must be a kind that Kubernetes serves, got v1 Widget; write one of its kinds'],
])('refuses %s %s, which was never there', (apiVersion, kind, line) => {
  expect(findings(validKinds, of(apiVersion, kind))).toEqual([`[${kind} shop/web] ${line} (valid-kinds)`]);
});

test('lets an object through that says why', () => {
  expect(findings(validKinds, optedOut(of('batch/v1beta1', 'CronJob'), validKinds))).toEqual([]);
});
