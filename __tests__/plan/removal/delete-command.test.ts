import { deleteCommand, deletionOrder } from '../../../lib/plan/removal/delete-command';
import { object } from '../../manifests';

test.each([
  [object('Service'), 'kubectl delete service web --namespace shop'],
  [object('Deployment'), 'kubectl delete deployment.apps web --namespace shop'],
  [
    { ...object('Ingress'), apiVersion: 'extensions/v1beta1' },
    'kubectl delete ingress.networking.k8s.io web --namespace shop',
  ],
  [object('Namespace', {}, { name: 'shop', namespace: undefined }), 'kubectl delete namespace shop'],
  [
    object('ClusterRole', {}, { name: 'a b', namespace: undefined }),
    "kubectl delete clusterrole.rbac.authorization.k8s.io 'a b'",
  ],
])('deletes $kind from the cluster', (manifest, command) => {
  expect(deleteCommand(manifest)).toBe(command);
});

test('deletes what sends requests first, pods before their policies, and a namespace last', () => {
  const kinds = ['Namespace', 'ServiceAccount', 'NetworkPolicy', 'Service', 'StatefulSet', 'Deployment', 'Ingress'];
  const objects = kinds.map((kind) => object(kind));
  expect(deletionOrder(objects, (each) => each).map(({ kind }) => kind)).toEqual([
    'Ingress',
    'Deployment',
    'StatefulSet',
    'Service',
    'NetworkPolicy',
    'ServiceAccount',
    'Namespace',
  ]);
});

test('deletes custom resources before the definition of their kind', () => {
  const objects = [object('CustomResourceDefinition'), object('Widget'), object('Deployment')];
  expect(deletionOrder(objects, (each) => each).map(({ kind }) => kind)).toEqual([
    'Widget',
    'Deployment',
    'CustomResourceDefinition',
  ]);
});

test('deletes Secrets after the pods that read them, and claims last in a namespace', () => {
  const kinds = ['Namespace', 'Secret', 'PersistentVolume', 'PersistentVolumeClaim', 'ServiceAccount', 'StatefulSet'];
  const objects = [...kinds, 'VolumeSnapshot', 'Ingress'].map((kind) => object(kind));
  expect(deletionOrder(objects, (each) => each).map(({ kind }) => kind)).toEqual([
    'Ingress',
    'StatefulSet',
    'Secret',
    'ServiceAccount',
    'VolumeSnapshot',
    'PersistentVolumeClaim',
    'PersistentVolume',
    'Namespace',
  ]);
});
