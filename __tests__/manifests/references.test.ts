import { references } from '../../lib/manifests/references';
import { placeText } from '../../lib/manifests/schema/place';
import { deployment, object } from '../manifests';

const names = (manifest: Parameters<typeof references>[0]): string[] =>
  references(manifest).map(
    ({ path, kind, namespace, name }) => `${placeText(manifest, path)}: ${kind} ${namespace ?? ''}/${name}`,
  );

test('finds what a pod reads, but for what is optional', () => {
  const manifest = deployment(
    {
      env: [
        { name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } },
        { name: 'B', valueFrom: { secretKeyRef: { name: 'db', key: 'b', optional: true } } },
      ],
      envFrom: [{ secretRef: { name: 'all' } }],
    },
    {
      serviceAccountName: 'runner',
      volumes: [
        { name: 'v', projected: { sources: [{ configMap: { name: 'files' } }, { secret: { name: 'keys' } }] } },
        { name: 'd', persistentVolumeClaim: { claimName: 'data' } },
      ],
    },
  );
  expect(names(manifest)).toEqual([
    'spec.template.spec.containers["main"].env["A"].valueFrom.configMapKeyRef.name: ConfigMap shop/settings',
    'spec.template.spec.containers["main"].envFrom[0].secretRef.name: Secret shop/all',
    'spec.template.spec.volumes["v"].projected.sources[0].configMap.name: ConfigMap shop/files',
    'spec.template.spec.volumes["v"].projected.sources[1].secret.name: Secret shop/keys',
    'spec.template.spec.volumes["d"].persistentVolumeClaim.claimName: PersistentVolumeClaim shop/data',
    'spec.template.spec.serviceAccountName: ServiceAccount shop/runner',
  ]);
});

test('finds the keys that a variable or a volume names', () => {
  const manifest = deployment(
    { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }] },
    { volumes: [{ name: 'v', secret: { secretName: 'keys', items: [{ key: 'b' }, { key: 'c' }] } }] },
  );
  expect(
    references(manifest).map(({ keys }) => keys.map(({ path, value }) => [placeText(manifest, path), value])),
  ).toEqual([
    [['spec.template.spec.containers["main"].env["A"].valueFrom.configMapKeyRef.key', 'a']],
    [
      ['spec.template.spec.volumes["v"].secret.items[0].key', 'b'],
      ['spec.template.spec.volumes["v"].secret.items[1].key', 'c'],
    ],
  ]);
});

test("finds a set's Service, and what a binding binds, a ClusterRole in no namespace", () => {
  const subjects = [
    { kind: 'ServiceAccount', name: 'a', namespace: 'other' },
    { kind: 'User', name: 'b' },
  ];
  const binding = (kind: string) => ({
    ...object('RoleBinding', { roleRef: { kind, name: 'r' }, subjects }),
    apiVersion: 'rbac.authorization.k8s.io/v1',
  });
  expect(names(object('StatefulSet', { spec: { serviceName: 'db' } }))).toEqual(['spec.serviceName: Service shop/db']);
  expect(names(binding('Role'))).toEqual(['roleRef.name: Role shop/r', 'subjects["a"].name: ServiceAccount other/a']);
  expect(names(binding('ClusterRole'))).toEqual([
    'roleRef.name: ClusterRole /r',
    'subjects["a"].name: ServiceAccount other/a',
  ]);
});
