import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';
import { effectsBetween, messages } from '../changed';

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

const top = (kind: string, fields: Readonly<Record<string, unknown>>, apiVersion = 'v1'): KubernetesManifest => ({
  ...object(kind, fields),
  apiVersion,
});
const service = (fields: object): KubernetesManifest => spec('Service', fields);
const job = (fields: object): KubernetesManifest => spec('Job', fields);
const template = (fields: object) => ({
  template: { spec: { containers: [{ name: 'web', image: 'a:1' }], ...fields } },
});
const immutable = { immutable: true };

// As an API server of Kubernetes 1.37 answers to `kubectl apply --dry-run=server`.
test.each([
  ['the first family of addresses', service({ ipFamilies: ['IPv4'] }), service({ ipFamilies: ['IPv6'] })],
  [
    'the port of health checks',
    service({ type: 'LoadBalancer', healthCheckNodePort: 30001 }),
    service({ type: 'LoadBalancer', healthCheckNodePort: 30002 }),
  ],
  ['an address in the place of none', service({}), service({ clusterIP: 'None' })],
  ['the completions of a Job', job({ completions: 1 }), job({ completions: 3 })],
  [
    'the image of a suspended Job',
    job({ suspend: true, ...template({}) }),
    job({ suspend: true, template: { spec: { containers: [{ name: 'web', image: 'a:2' }] } } }),
  ],
  [
    'the data of a revision',
    top('ControllerRevision', { data: { a: 1 } }, 'apps/v1'),
    top('ControllerRevision', { data: { a: 2 } }, 'apps/v1'),
  ],
  [
    'the node of an attachment',
    top('VolumeAttachment', { spec: { nodeName: 'a' } }, 'storage.k8s.io/v1'),
    top('VolumeAttachment', { spec: { nodeName: 'b' } }, 'storage.k8s.io/v1'),
  ],
  [
    'the devices of a claim',
    top('ResourceClaim', { spec: { devices: { a: 1 } } }, 'resource.k8s.io/v1'),
    top('ResourceClaim', { spec: { devices: { a: 2 } } }, 'resource.k8s.io/v1'),
  ],
  [
    'the block of a ServiceCIDR',
    top('ServiceCIDR', { spec: { cidrs: ['10.0.0.0/24'] } }, 'networking.k8s.io/v1'),
    top('ServiceCIDR', { spec: { cidrs: ['10.1.0.0/24'] } }, 'networking.k8s.io/v1'),
  ],
  [
    'the controller of a GatewayClass',
    top('GatewayClass', { spec: { controllerName: 'a.example.com/b' } }, 'gateway.networking.k8s.io/v1'),
    top('GatewayClass', { spec: { controllerName: 'a.example.com/c' } }, 'gateway.networking.k8s.io/v1'),
  ],
  [
    'the source of a snapshot',
    top('VolumeSnapshot', { spec: { source: { persistentVolumeClaimName: 'a' } } }, 'snapshot.storage.k8s.io/v1'),
    top('VolumeSnapshot', { spec: { source: { persistentVolumeClaimName: 'b' } } }, 'snapshot.storage.k8s.io/v1'),
  ],
  ['a toleration that a Pod loses', spec('Pod', { tolerations: [{ key: 'a' }] }), spec('Pod', {})],
  ['the end of a Pod', spec('Pod', {}), spec('Pod', { terminationGracePeriodSeconds: 60 })],
  [
    'binary data of an immutable ConfigMap',
    top('ConfigMap', immutable),
    top('ConfigMap', { ...immutable, binaryData: { a: 'MQ==' } }),
  ],
])('cannot apply %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toEqual(['changes-immutable-field']);
});

test.each([
  [
    'the address that a cluster gave, as it shows it',
    service({}),
    service({ clusterIP: '10.0.0.7', clusterIPs: ['10.0.0.7'] }),
  ],
  ['a second family of addresses', service({ ipFamilies: ['IPv4'] }), service({ ipFamilies: ['IPv4', 'IPv6'] })],
  ['an address that is left to the cluster', service({ clusterIP: 'None' }), service({ clusterIP: '' })],
  [
    'as many completions as an indexed Job runs pods',
    job({ completionMode: 'Indexed', completions: 2, parallelism: 2 }),
    job({ completionMode: 'Indexed', completions: 3, parallelism: 3 }),
  ],
  [
    'the nodes of a suspended Job',
    job({ suspend: true, ...template({}) }),
    job({ suspend: true, ...template({ nodeSelector: { a: 'b' } }) }),
  ],
  ['a toleration that a Pod gets', spec('Pod', {}), spec('Pod', { tolerations: [{ key: 'a' }] })],
  [
    'the class of a volume',
    spec('PersistentVolume', { storageClassName: 'a' }),
    spec('PersistentVolume', { storageClassName: 'b' }),
  ],
  [
    'fields that another StatefulSet lets change',
    top('StatefulSet', { spec: { scaleStrategy: { maxUnavailable: 1 } } }, 'apps.kruise.io/v1beta1'),
    top('StatefulSet', { spec: { scaleStrategy: { maxUnavailable: 2 } } }, 'apps.kruise.io/v1beta1'),
  ],
])('can apply %s', (_, before, after) => {
  expect(effectsBetween(before, after)).not.toContain('changes-immutable-field');
});

test.each([
  [
    'parameters',
    top('StorageClass', { parameters: { type: 'a' } }),
    top('StorageClass', { parameters: { type: 'b' } }),
  ],
  [
    'data',
    top('ConfigMap', { immutable: true, data: { a: '1' } }),
    top('ConfigMap', { immutable: true, data: { a: '2' } }),
  ],
])('says which field the API server refuses to change: %s', (name, before, after) => {
  expect(messages('changes-immutable-field', before, after)).toEqual([
    `the API server refuses a change of ${name}; delete the object first, or give the new one another name`,
  ]);
});

test('says that a request of a certificate stays as it is, for the API server does not refuse another', () => {
  const request = (signerName: string) =>
    top('CertificateSigningRequest', { spec: { signerName } }, 'certificates.k8s.io/v1');
  expect(messages('changes-immutable-field', request('a.example.com/b'), request('a.example.com/c'))).toEqual([
    'the API server ignores a change of spec; delete the object first, or give the new one another name',
  ]);
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

test.each([
  [12, 6, ['Kafka takes no partition from a topic; make another topic and copy the messages']],
  [6, 12, []],
])('knows whether a topic of Kafka can have %d partitions, then %d', (was, is, expected) => {
  const topic = (partitions: number) => top('KafkaTopic', { spec: { partitions } }, 'kafka.strimzi.io/v1beta2');
  expect(messages('changes-immutable-field', topic(was), topic(is))).toEqual(expected);
});
