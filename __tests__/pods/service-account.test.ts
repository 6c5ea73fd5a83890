import { addRole } from '../../lib/construct/role';
import { addServiceAccount } from '../../lib/pods/service-account';
import { DecidedPods, podsOf } from '../../lib/pods/pods';
import { only, rendered } from '../rendered';

const rules = [{ apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['get'] }];

function objects(props: DecidedPods) {
  return rendered((chart) => {
    const pods = podsOf('api', 'shop', props, { component: 'job', partOf: 'shop', runAsUser: 999 });
    addServiceAccount(chart, props, pods);
    addRole(chart, pods, rules);
  });
}

test('is named after the construct, and its token is in no pod that does not ask for it', () => {
  expect(only(objects({}), 'ServiceAccount')).toMatchObject({
    metadata: { name: 'api', namespace: 'shop' },
    automountServiceAccountToken: false,
  });
});

test.each([
  [undefined, 'api'],
  ['robot', 'robot'],
])('of the ServiceAccount %s, binds the Role to %s', (serviceAccountName, name) => {
  const manifests = objects({ serviceAccountName });
  expect(manifests.some(({ kind }) => kind === 'ServiceAccount')).toBe(serviceAccountName === undefined);
  expect(only(manifests, 'Role')).toMatchObject({ metadata: { name: 'api' }, rules });
  expect(only(manifests, 'RoleBinding')).toMatchObject({
    metadata: { name: 'api' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'api' },
    subjects: [{ kind: 'ServiceAccount', name, namespace: 'shop' }],
  });
});
