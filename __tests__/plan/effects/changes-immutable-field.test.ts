import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';
import { effectsBetween } from '../changed';

const spec = (kind: string, fields: object): KubernetesManifest => object(kind, { spec: fields });
const balancer = (loadBalancerClass?: string): KubernetesManifest =>
  spec('Service', { type: 'LoadBalancer', loadBalancerClass });

test.each([
  [
    'the service name of a StatefulSet',
    spec('StatefulSet', { serviceName: 'a' }),
    spec('StatefulSet', { serviceName: 'b' }),
  ],
  [
    'the pod management of a StatefulSet',
    spec('StatefulSet', {}),
    spec('StatefulSet', { podManagementPolicy: 'Parallel' }),
  ],
  ['the template of a Job', spec('Job', { template: { a: 1 } }), spec('Job', { template: { a: 2 } })],
  ['a Service that becomes headless', spec('Service', {}), spec('Service', { clusterIP: 'None' })],
  ['the class of a load balancer', balancer(), balancer('service.k8s.aws/nlb')],
  ['the type of a Secret', object('Secret', { type: 'Opaque' }), object('Secret', { type: 'kubernetes.io/tls' })],
  [
    'the role of a binding',
    object('RoleBinding', { roleRef: { name: 'a' } }),
    object('RoleBinding', { roleRef: { name: 'b' } }),
  ],
  [
    'an immutable ConfigMap',
    object('ConfigMap', { immutable: true, data: { a: '1' } }),
    object('ConfigMap', { immutable: true, data: { a: '2' } }),
  ],
  ['a ConfigMap that shall not be immutable any more', object('ConfigMap', { immutable: true }), object('ConfigMap')],
  [
    'the provisioner of a StorageClass',
    object('StorageClass', { provisioner: 'a' }),
    object('StorageClass', { provisioner: 'b' }),
  ],
  [
    'the scope of a definition',
    spec('CustomResourceDefinition', { scope: 'Cluster' }),
    spec('CustomResourceDefinition', { scope: 'Namespaced' }),
  ],
  [
    'where the data of a volume is',
    spec('PersistentVolume', { nfs: { server: 'a', path: '/d' } }),
    spec('PersistentVolume', { nfs: { server: 'b', path: '/d' } }),
  ],
  [
    'the driver of a volume',
    spec('PersistentVolume', { nfs: { server: 'a', path: '/d' } }),
    spec('PersistentVolume', { csi: { driver: 'nfs.csi.k8s.io', volumeHandle: 'a' } }),
  ],
  [
    'the nodes of a volume that has some',
    spec('PersistentVolume', { nodeAffinity: { required: { a: 1 } } }),
    spec('PersistentVolume', { nodeAffinity: { required: { a: 2 } } }),
  ],
  ['how often a Job runs', spec('Job', { completions: 1 }), spec('Job', { completions: 2 })],
  ['the node of a Pod', spec('Pod', { nodeName: 'a' }), spec('Pod', { nodeName: 'b' })],
])('cannot apply %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toContain('changes-immutable-field');
});

test.each([
  [
    'the update strategy of a StatefulSet',
    spec('StatefulSet', {}),
    spec('StatefulSet', { updateStrategy: { type: 'OnDelete' } }),
  ],
  ['what is kept of a Job', spec('Job', {}), spec('Job', { ttlSecondsAfterFinished: 60 })],
  [
    'the class of a Service that becomes a load balancer',
    spec('Service', { type: 'ClusterIP' }),
    balancer('service.k8s.aws/nlb'),
  ],
  [
    'a Service that becomes a name',
    spec('Service', { clusterIP: 'None' }),
    spec('Service', { type: 'ExternalName', externalName: 'db.example.com' }),
  ],
  [
    'the subjects of a binding',
    object('RoleBinding', { subjects: [] }),
    object('RoleBinding', { subjects: [{ kind: 'User', name: 'a' }] }),
  ],
  [
    'the size and the class of a volume',
    spec('PersistentVolume', { capacity: { storage: '1Gi' }, storageClassName: 'a' }),
    spec('PersistentVolume', { capacity: { storage: '2Gi' }, storageClassName: 'b' }),
  ],
  [
    'the first nodes of a volume',
    spec('PersistentVolume', {}),
    spec('PersistentVolume', { nodeAffinity: { required: { a: 1 } } }),
  ],
  ['an address that is not written any more', spec('Service', { clusterIP: '10.0.0.7' }), spec('Service', {})],
  ['a ConfigMap', object('ConfigMap', { data: { a: '1' } }), object('ConfigMap', { data: { a: '2' } })],
  ['a ConfigMap that becomes immutable', object('ConfigMap'), object('ConfigMap', { immutable: true })],
  ['the expansion of a StorageClass', object('StorageClass'), object('StorageClass', { allowVolumeExpansion: true })],
  [
    'the image of a Pod',
    spec('Pod', { containers: [{ name: 'a', image: 'a:1' }] }),
    spec('Pod', { containers: [{ name: 'a', image: 'a:2' }] }),
  ],
])('can apply %s', (_, before, after) => {
  expect(effectsBetween(before, after)).not.toContain('changes-immutable-field');
});

test.each([
  [60, []],
  [604800, ['changes-immutable-field']],
])(
  'takes a Job that is deleted %d seconds after its end for gone if that is soon',
  (ttlSecondsAfterFinished, expected) => {
    const job = (image: string) =>
      spec('Job', { ttlSecondsAfterFinished, template: { spec: { containers: [{ image }] } } });
    expect(effectsBetween(job('a:1'), job('a:2')).filter((id) => id !== 'runs-job')).toEqual(expected);
  },
);
