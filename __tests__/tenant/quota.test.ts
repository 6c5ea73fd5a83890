import { hardAmounts, tenantQuota } from '../../lib/tenant/quota';
import { problemText } from '../../lib/findings/problem';

test('has amounts as the API server stores them', () => {
  expect(hardAmounts({ 'requests.cpu': '4000m', pods: '50' })).toEqual({ 'requests.cpu': '4', pods: '50' });
  expect(hardAmounts('s')).toMatchObject({ pods: '30', persistentvolumeclaims: '10' });
});

test.each([
  [{ pods: 'many' }, 'must be a quantity, got "many"; write "10" or "4Gi"'],
  ['xl', 'must be "s" or "m" or "l" or an object of strings, got "xl"; write "m" or { pods: "50" }'],
])('refuses %j', (quota, problem) => {
  expect(tenantQuota.parse(quota).issues.map(problemText)).toEqual([problem]);
});
