import { accountName, bindingsOf, boundAccounts, runningAs } from '../../../lib/plan/permissions/accounts';
import { deployment, object } from '../../manifests';

const binding = object('RoleBinding', {
  roleRef: { kind: 'Role', name: 'reader' },
  subjects: [
    { kind: 'ServiceAccount', name: 'web' },
    { kind: 'ServiceAccount', name: 'job', namespace: 'jobs' },
    { kind: 'User', name: 'ann' },
  ],
});

test('a binding gives rights to accounts, of its namespace unless they state another', () => {
  expect(boundAccounts(binding)).toEqual(['shop/web', 'jobs/job']);
  expect(boundAccounts({ ...binding, kind: 'GroupBinding' })).toEqual([]);
  expect(bindingsOf([binding], accountName('jobs', 'job'))).toEqual([binding]);
  expect(bindingsOf([binding], accountName('shop', 'ann'))).toEqual([]);
});

test.each([
  [{ serviceAccountName: 'web' }, 'web'],
  [{ serviceAccount: 'web' }, 'web'],
  [{ serviceAccountName: 'web', serviceAccount: 'old' }, 'web'],
  [{}, 'default'],
])('pods with %j run as the account %s', (pod, name) => {
  const workload = deployment({}, pod);
  expect(runningAs([workload, binding], accountName('shop', name))).toEqual([workload]);
});
