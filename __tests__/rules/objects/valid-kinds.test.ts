import { validKinds } from '../../../lib/rules/objects/valid-kinds';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const versioned = (apiVersion: string, kind: string) => ({ ...object('Deployment', {}), apiVersion, kind });

test.each([
  ['apps/v1', 'Deployment'],
  ['autoscaling/v1', 'HorizontalPodAutoscaler'],
  ['example.com/v1', 'Deployment'],
  ['extensions.example.com/v1beta1', 'Ingress'],
  ['resource.k8s.io/v1beta1', 'ResourceClaim'],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy'],
  ['scheduling.k8s.io/v1alpha1', 'Workload'],
  ['v1', 'Template'],
])('accepts %s %s', (apiVersion, kind) => {
  expect(findings(validKinds, versioned(apiVersion, kind))).toEqual([]);
});

test.each([
  ['extensions/v1beta1', 'Ingress', 'apiVersion', 'write apiVersion: networking.k8s.io/v1'],
  ['apps/v1beta2', 'Deployment', 'apiVersion', 'write apiVersion: apps/v1'],
  ['v1', 'Deployment', 'apiVersion', 'write apiVersion: apps/v1'],
  ['rbac.authorization.k8s.io/v1beta1', 'Role', 'apiVersion', 'write apiVersion: rbac.authorization.k8s.io/v1'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'apiVersion', 'write apiVersion: autoscaling/v2'],
  ['policy/v1beta1', 'PodSecurityPolicy', 'apiVersion', 'leave the object out'],
  ['apps/v1', 'Deploymnet', 'kind', 'write kind: Deployment'],
])('refuses %s %s', (apiVersion, kind, place, write) => {
  expect(findings(validKinds, versioned(apiVersion, kind))).toEqual([
    `[${kind} shop/web] ${place} must be one that Kubernetes serves, got ${apiVersion} "${kind}"; ${write} (valid-kinds)`,
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validKinds, optedOut(versioned('extensions/v1beta1', 'Ingress'), validKinds))).toEqual([]);
});
