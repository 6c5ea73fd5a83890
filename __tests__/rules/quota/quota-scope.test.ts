import { scopedShares } from '../../../lib/rules/quota/quota-scope';
import { share } from '../../../lib/rules/quota/shares';
import { object } from '../../manifests';

const none = { requests: {}, limits: {} };
const quota = (spec: object) => object('ResourceQuota', { spec });
const pod = (name: string, resources: object, others: object = {}) =>
  share(object('Pod', {}, { name }), 1, { pods: 1 }, { pod: { containers: [{ name, resources }], ...others } });
const shares = [
  pod('none', {}, { overhead: { cpu: '1' } }),
  pod('zero', { requests: { cpu: '0' } }),
  pod('some', { limits: { memory: '1Ki' } }),
  pod('ends', { requests: { cpu: '1' } }, { activeDeadlineSeconds: 60 }),
  share(object('Service'), 1, { services: 1 }),
];

test.each<[object, readonly string[] | undefined]>([
  [{}, ['none', 'zero', 'some', 'ends', 'web']],
  [{ scopes: ['BestEffort'] }, ['none', 'zero']],
  [{ scopes: ['NotBestEffort'] }, ['some', 'ends']],
  [{ scopes: ['Terminating'] }, ['ends']],
  [{ scopes: ['NotTerminating', 'NotBestEffort'] }, ['some']],
  [{ scopeSelector: { matchExpressions: [{ scopeName: 'Terminating', operator: 'Exists' }] } }, ['ends']],
  [{ scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'Exists' }] } }, undefined],
  [{ scopes: ['CrossNamespacePodAffinity'] }, undefined],
])('counts for a quota with %j the pods %j', (spec, names) => {
  expect(scopedShares(quota(spec), shares, none)?.map((one) => one.object.metadata.name)).toEqual(names);
});

test('reads the amounts that a LimitRange gives', () => {
  const defaults = { requests: { cpu: '1' }, limits: {} };
  const found = scopedShares(quota({ scopes: ['BestEffort'] }), [pod('bare', {})], defaults);
  expect(found).toEqual([]);
});
