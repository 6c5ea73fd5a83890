import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { lostRights } from '../../../lib/plan/removal/lost-rights';
import { object } from '../../manifests';

const pods = (serviceAccountName?: string, more: object = {}, kind = 'Deployment') =>
  object(kind, { spec: { template: { spec: { serviceAccountName, ...more, containers: [{ name: 'a' }] } } } });
const bind = (role: string, names: readonly string[], kind = 'RoleBinding', name = 'web') =>
  object(
    kind,
    {
      roleRef: { kind: 'Role', name: role },
      subjects: names.map((each) => ({ kind: 'ServiceAccount', name: each, namespace: 'shop' })),
    },
    { name, namespace: kind === 'RoleBinding' ? 'shop' : undefined },
  );

/** The messages of a binding that leaves, or changes, beside objects that stay or come. */
function found(
  before: KubernetesManifest,
  after: KubernetesManifest | undefined,
  staying: readonly KubernetesManifest[],
  coming: readonly KubernetesManifest[] = [],
): string[] {
  const all = { before: [before, ...staying], after: [...(after === undefined ? [] : [after]), ...staying, ...coming] };
  return [...lostRights(before, after, all)].map(({ message }) => message);
}

const message = (user: string, account: string) =>
  `${user} still runs as the account ${account}, which no longer has the rights of reader`;

test.each<[string, KubernetesManifest, KubernetesManifest | undefined, KubernetesManifest, string]>([
  ['a RoleBinding goes', bind('reader', ['api']), undefined, pods('api'), message('Deployment shop/web', 'api')],
  [
    'a ClusterRoleBinding goes',
    bind('reader', ['api'], 'ClusterRoleBinding'),
    undefined,
    pods('api', {}, 'DaemonSet'),
    message('DaemonSet shop/web', 'api'),
  ],
  [
    'pods have the default account',
    bind('reader', ['default']),
    undefined,
    pods(),
    message('Deployment shop/web', 'default'),
  ],
  [
    'a binding loses an account',
    bind('reader', ['api', 'job']),
    bind('reader', ['job']),
    pods('api'),
    message('Deployment shop/web', 'api'),
  ],
])('says that pods lose rights: %s', (_, before, after, user, expected) => {
  expect(found(before, after, [user])).toEqual([expected]);
});

const binding = bind('reader', ['api']);

test.each<[string, readonly KubernetesManifest[], readonly KubernetesManifest[]]>([
  ['no pods run as the account', [pods('other')], []],
  ['the pods refuse its token', [pods('api', { automountServiceAccountToken: false })], []],
  [
    'the account refuses its token',
    [pods('api'), object('ServiceAccount', { automountServiceAccountToken: false }, { name: 'api' })],
    [],
  ],
  ['another binding has the role', [pods('api'), bind('reader', ['api'], 'RoleBinding', 'same')], []],
  ['a new binding has the account', [pods('api')], [bind('editor', ['api'], 'RoleBinding', 'web-v2')]],
  [
    'pods of another namespace run as one of its name',
    [{ ...pods('api'), metadata: { name: 'x', namespace: 'b' } }],
    [],
  ],
])('says nothing if %s', (_, staying, coming) => {
  expect(found(binding, undefined, staying, coming)).toEqual([]);
});

test('says nothing of a binding of people', () => {
  const people = object('RoleBinding', { roleRef: { name: 'a' }, subjects: [{ kind: 'User', name: 'default' }] });
  expect(found(people, undefined, [pods()])).toEqual([]);
});
