import { claimAmounts, missingClaims } from '../../../lib/rules/quota/claims';
import { object } from '../../manifests';

const claim = { resources: { requests: { storage: '1Ki' } } };
const gold = 'gold.storageclass.storage.k8s.io';

test('counts a claim, and in its StorageClass too', () => {
  expect(claimAmounts(claim)).toEqual({ persistentvolumeclaims: 1, 'requests.storage': 1024 });
  expect(claimAmounts({ ...claim, storageClassName: 'gold' })).toEqual({
    persistentvolumeclaims: 1,
    'requests.storage': 1024,
    [`${gold}/persistentvolumeclaims`]: 1,
    [`${gold}/requests.storage`]: 1024,
  });
  expect(claimAmounts({ storageClassName: '' })).toEqual({ persistentvolumeclaims: 1 });
});

const set = (spec: object = {}) =>
  object('StatefulSet', { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim }], ...spec } });
const claims = (...names: readonly string[]) => names.map((name) => object('PersistentVolumeClaim', {}, { name }));

test.each([
  ['all where none is there', set(), [], 3],
  ['but those of its pods', set(), claims('data-web-0', 'data-web-2'), 1],
  ['also beside those of others', set(), claims('data-web-3', 'data-other-0', 'data-web-x', 'logs-web-0', 'web'), 3],
  ['from the first ordinal on', set({ ordinals: { start: 5 } }), claims('data-web-0', 'data-web-5'), 2],
])('knows the claims that a StatefulSet of three pods creates: %s', (_, given, objects, count) => {
  expect(missingClaims(given, 3, objects)).toEqual([{ count, each: claimAmounts(claim) }]);
});

test('knows that no other workload creates claims', () => {
  expect(missingClaims({ ...set(), kind: 'Deployment' }, 3, [])).toEqual([]);
});
