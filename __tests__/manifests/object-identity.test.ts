import { referredName } from '../../lib/manifests/manifest';
import { byReferredName, currentGroup, objectIdentity } from '../../lib/manifests/object-identity';
import { object } from '../manifests';

const versioned = (apiVersion: string, kind: string) => ({ ...object(kind), apiVersion });

test.each([
  ['Deployment', 'extensions/v1beta1', 'apps/v1'],
  ['DaemonSet', 'extensions/v1beta1', 'apps/v1'],
  ['StatefulSet', 'apps/v1beta2', 'apps/v1'],
  ['Ingress', 'extensions/v1beta1', 'networking.k8s.io/v1'],
  ['NetworkPolicy', 'extensions/v1beta1', 'networking.k8s.io/v1'],
  ['PodDisruptionBudget', 'policy/v1beta1', 'policy/v1'],
  ['HorizontalPodAutoscaler', 'autoscaling/v2beta2', 'autoscaling/v2'],
  ['CronJob', 'batch/v1beta1', 'batch/v1'],
  ['Route', 'v1', 'route.openshift.io/v1'],
])('takes a %s of %s for one of %s', (kind, before, after) => {
  expect(objectIdentity(versioned(before, kind))).toBe(objectIdentity(versioned(after, kind)));
});

test.each([
  ['Certificate', 'certmanager.k8s.io/v1alpha1', 'cert-manager.io/v1'],
  ['IngressRoute', 'traefik.containo.us/v1alpha1', 'traefik.io/v1alpha1'],
  ['Service', 'serving.knative.dev/v1', 'v1'],
  ['Gateway', 'networking.istio.io/v1', 'gateway.networking.k8s.io/v1'],
])('tells a %s of %s from one of %s', (kind, before, after) => {
  expect(objectIdentity(versioned(before, kind))).not.toBe(objectIdentity(versioned(after, kind)));
});

test('knows the group where an object is today', () => {
  expect(currentGroup(versioned('extensions/v1beta1', 'Deployment'))).toBe('apps');
});

test('finds objects by what a reference says of them, in whatever group they are', () => {
  const [core, ofKnative, other] = [
    versioned('v1', 'Service'),
    versioned('serving.knative.dev/v1', 'Service'),
    object('Pod'),
  ];
  expect(byReferredName([core, other, ofKnative], referredName('Service', 'shop', 'web'))).toEqual([core, ofKnative]);
  expect(byReferredName([core, other, ofKnative], referredName('Service', undefined, 'web'))).toEqual([]);
});
