import { addRole } from '../../lib/construct/role';
import { only, rendered } from '../rendered';

test('binds the Role to a ServiceAccount, whatever its name', () => {
  const rules = [{ apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['get'] }];
  const metadata = { name: 'api', namespace: 'shop' };
  const manifests = rendered((chart) => {
    addRole(chart, { metadata, spec: { serviceAccountName: 'robot' } }, rules);
  });
  expect(only(manifests, 'Role')).toMatchObject({ metadata, rules });
  expect(only(manifests, 'RoleBinding')).toMatchObject({
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'api' },
    subjects: [{ kind: 'ServiceAccount', name: 'robot', namespace: 'shop' }],
  });
});
