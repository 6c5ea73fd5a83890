import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { isRole, newRights } from '../../../lib/plan/permissions/role-rights';
import { object } from '../../manifests';

const role = (...rules: readonly object[]): KubernetesManifest => object('Role', { rules });
const on = (group: string, resource: string, verbs: readonly string[], more: object = {}): object => ({
  apiGroups: [group],
  resources: [resource],
  verbs,
  ...more,
});
const added = (before: readonly object[], after: readonly object[]): string[] =>
  newRights([role(...before)], role(...after)).map(({ message }) => message);

test('reads every right of a role once', () => {
  const rules = [
    on('', 'pods', ['get', 'list']),
    on('apps', 'deployments', ['get'], { resourceNames: ['web', 'api'] }),
    on('', 'pods', ['get']),
    { nonResourceURLs: ['/metrics'], verbs: ['get'] },
  ];
  expect(newRights([], role(...rules))).toEqual(
    [
      'it may get pods',
      'it may list pods',
      'it may get apps deployments web',
      'it may get apps deployments api',
      'it may get /metrics',
    ].map((message) => ({ message, path: ['rules'] })),
  );
});

test.each<[string, object, object]>([
  ['a verb of all', on('', 'jobs', ['*']), on('', 'jobs', ['patch'])],
  ['a group of all', on('*', 'jobs', ['get']), on('batch', 'jobs', ['get'])],
  ['a resource of all', on('batch', '*', ['get']), on('batch', 'jobs/status', ['get'])],
  ['a subresource of all resources', on('apps', '*/scale', ['patch']), on('apps', 'statefulsets/scale', ['patch'])],
  ['one object of all', on('', 'configmaps', ['get']), on('', 'configmaps', ['get'], { resourceNames: ['web'] })],
  [
    'a URL below another',
    { nonResourceURLs: ['/healthz/*'], verbs: ['get'] },
    { nonResourceURLs: ['/healthz/etcd'], verbs: ['get'] },
  ],
])('takes %s for less', (_, before, after) => {
  expect(added([before], [after])).toEqual([]);
  expect(added([after], [before])).toHaveLength(1);
});

test('takes another object of the same kind for more', () => {
  const named = (name: string): object => on('', 'secrets', ['get'], { resourceNames: [name] });
  expect(added([named('web')], [named('db')])).toEqual(['it may get secrets db']);
});

test.each([
  ['Role', true],
  ['ClusterRole', true],
  ['RoleBinding', false],
])('knows whether a %s is a role', (kind, expected) => {
  expect(isRole(object(kind))).toBe(expected);
});
