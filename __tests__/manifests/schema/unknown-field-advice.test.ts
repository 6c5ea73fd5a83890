import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { schemaReading } from '../../../lib/manifests/schema/schema-reading';
import { unknownFieldAdvice } from '../../../lib/manifests/schema/unknown-field-advice';
import { deployment, object } from '../../manifests';

/** The advice for each unknown field of an object, by its name. */
function advice(manifest: KubernetesManifest): Record<string, string> {
  const unknown = schemaReading(manifest).faults.filter(({ want }) => want.startsWith('is no field'));
  return Object.fromEntries(unknown.map(({ path, write = '' }) => [String(path.at(-1)), write]));
}

const pod = (spec: object) => object('Pod', { spec: { containers: [{ name: 'web', image: 'a' }], ...spec } });
const of = (apiVersion: string, kind: string, fields: Record<string, unknown>) => ({
  ...object(kind, fields),
  apiVersion,
});

test.each<[string, KubernetesManifest, Record<string, string>]>([
  ['a near name', deployment({ imagePullpolicy: 'Always' }), { imagePullpolicy: 'write imagePullPolicy' }],
  [
    'a longer name that is required',
    pod({
      volumes: [
        { name: 'a', secret: { name: 'b' } },
        { name: 'c', persistentVolumeClaim: { name: 'd' } },
      ],
    }),
    { name: 'write claimName' },
  ],
  [
    'a longer name',
    of('apps/v1', 'StatefulSet', { spec: { strategy: { type: 'OnDelete' } } }),
    { strategy: 'write updateStrategy' },
  ],
  [
    'the field that is there instead',
    of('networking.k8s.io/v1', 'Ingress', { spec: { backend: {} } }),
    { backend: 'write defaultBackend' },
  ],
  [
    'the place of what is in it',
    of('rbac.authorization.k8s.io/v1', 'Role', { spec: { rules: [] } }),
    { spec: 'write its fields in its place' },
  ],
  [
    'a field below, though the object around has one of its name',
    of('apps/v1', 'Deployment', { spec: { template: { metadata: {} }, spec: { containers: [] } } }),
    { spec: 'write it under template' },
  ],
  [
    'the field below that has the others too',
    pod({ containers: [{ name: 'web', image: 'a', readinessProbe: { path: '/', port: 80 } }] }),
    { path: 'write it under httpGet', port: 'write it under httpGet' },
  ],
  [
    'the context of the pod',
    pod({ containers: [{ name: 'web', image: 'a', securityContext: { fsGroup: 5 } }] }),
    { fsGroup: 'write it under spec.securityContext' },
  ],
  [
    'the context of the containers',
    pod({ securityContext: { privileged: true } }),
    { privileged: 'write it under securityContext of the containers' },
  ],
  ['an item of a list', pod({ env: [{ name: 'A', value: 'b' }] }), { env: 'write it in an item of containers' }],
  [
    'the maps of an object that has nothing else',
    pod({ containers: [{ name: 'web', image: 'a', resources: { memory: '1Gi' } }] }),
    { memory: 'write it under limits or requests' },
  ],
  ['nothing', of('apps/v1', 'DaemonSet', { spec: { replicas: 2 } }), { replicas: 'leave it out' }],
])('advises %s', (_, manifest, expected) => {
  expect(advice(manifest)).toEqual(expected);
});

test('advises to leave out what is in no known object', () => {
  expect(unknownFieldAdvice('a', {}, [], object('Pod', {}))).toBe('leave it out');
});
