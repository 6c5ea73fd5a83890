import { namedObjects } from '../../../lib/plan/removal/named-objects';
import { deployment, object } from '../../manifests';

test.each([
  [
    'the pods of a Deployment',
    deployment(
      {
        env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'db', key: 'a' } } }],
        envFrom: [{ configMapRef: { name: 'settings' } }, { secretRef: { name: 'extra', optional: true } }],
      },
      {
        serviceAccountName: 'api',
        priorityClassName: 'high',
        imagePullSecrets: [{ name: 'registry' }],
        volumes: [
          { name: 'a', persistentVolumeClaim: { claimName: 'data' } },
          { name: 'b', secret: { secretName: 'tls' } },
          { name: 'c', projected: { sources: [{ configMap: { name: 'parts' } }] } },
        ],
      },
    ),
    [
      'ServiceAccount api',
      'PriorityClass high',
      'Secret registry',
      'PersistentVolumeClaim data',
      'Secret tls',
      'ConfigMap parts',
      'Secret db',
      'ConfigMap settings',
    ],
  ],
  [
    'an Ingress',
    object(
      'Ingress',
      {
        spec: {
          ingressClassName: 'public',
          tls: [{ secretName: 'tls' }],
          rules: [{ http: { paths: [{ backend: { service: { name: 'api', port: { number: 80 } } } }] } }],
        },
      },
      { annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
    ),
    ['IngressClass public', 'Secret tls', 'Service api', 'ClusterIssuer letsencrypt'],
  ],
  ['a binding', object('RoleBinding', { roleRef: { kind: 'ClusterRole', name: 'view' } }), ['ClusterRole view']],
  [
    'a route',
    object('HTTPRoute', {
      spec: { parentRefs: [{ name: 'door', namespace: 'edge' }], rules: [{ backendRefs: [{ name: 'api' }] }] },
    }),
    ['Gateway edge/door', 'Service api'],
  ],
  [
    'an authentication of KEDA',
    object('TriggerAuthentication', { spec: { secretTargetRef: [{ parameter: 'host', name: 'queue', key: 'url' }] } }),
    ['Secret queue'],
  ],
  [
    'what KEDA scales by',
    object('ScaledObject', { spec: { triggers: [{ type: 'rabbitmq', authenticationRef: { name: 'queue' } }] } }),
    ['TriggerAuthentication queue'],
  ],
  [
    'a Rollout of the pods of a Deployment',
    object('Rollout', { spec: { workloadRef: { kind: 'Deployment', name: 'api' } } }),
    ['Deployment api'],
  ],
  [
    'a custom resource',
    object('Cluster', { spec: { superuserSecret: { name: 'a' }, storage: { storageClassName: 'fast' } } }),
    ['StorageClass fast'],
  ],
  ['an object that names nothing', object('ConfigMap', { data: { secretName: '' } }), []],
])('finds what is named by %s', (_, manifest, expected) => {
  expect(
    namedObjects(manifest).map(
      ({ kind, name, namespace }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`,
    ),
  ).toEqual(expected);
});
