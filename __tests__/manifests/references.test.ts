import { references } from '../../lib/manifests/references';
import { deployment, object } from '../manifests';

const names = (manifest: Parameters<typeof references>[0]): string[] =>
  references(manifest).map(({ from, kind, namespace, name }) => `${from}: ${kind} ${namespace ?? ''}/${name}`);

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
    'container "main" env A: ConfigMap shop/settings',
    'container "main" envFrom: Secret shop/all',
    'volume "v": ConfigMap shop/files',
    'volume "v": Secret shop/keys',
    'volume "d": PersistentVolumeClaim shop/data',
    'serviceAccountName: ServiceAccount shop/runner',
  ]);
});

test("finds a set's Service, and what a binding binds, but for a ClusterRole", () => {
  const subjects = [
    { kind: 'ServiceAccount', name: 'a', namespace: 'other' },
    { kind: 'User', name: 'b' },
  ];
  const binding = (kind: string) => ({
    ...object('RoleBinding', { roleRef: { kind, name: 'r' }, subjects }),
    apiVersion: 'rbac.authorization.k8s.io/v1',
  });
  expect(names(object('StatefulSet', { spec: { serviceName: 'db' } }))).toEqual(['spec.serviceName: Service shop/db']);
  expect(names(binding('Role'))).toEqual(['roleRef: Role shop/r', 'subjects: ServiceAccount other/a']);
  expect(names(binding('ClusterRole'))).toEqual(['subjects: ServiceAccount other/a']);
});
