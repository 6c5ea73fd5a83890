import { claimSizes, hasSizes, isSizePath, sizePath, withSizes } from '../../../lib/plan/workloads/claim-sizes';
import { object } from '../../manifests';
import { rendered } from '../../commands/grow/growing-set';

test('reads the sizes of a StatefulSet, and of no other object', () => {
  expect([...claimSizes(rendered('1Gi'))]).toEqual([['data', '1Gi']]);
  const { spec } = rendered('1Gi');
  expect(
    [object('Deployment', { spec }), { ...rendered('1Gi'), apiVersion: 'apps.kruise.io/v1' }].map(claimSizes),
  ).toEqual([new Map(), new Map()]);
});

test('writes other sizes, and leaves the rest as it is', () => {
  expect(withSizes(rendered('1Gi'), new Map([['data', '2Gi']]))).toEqual(rendered('2Gi'));
  expect(withSizes(rendered('1Gi'), new Map([['other', '2Gi']]))).toEqual(rendered('1Gi'));
});

test('compares amounts, not their forms', () => {
  expect(['1024Mi', '1025Mi'].map((size) => hasSizes(rendered('1Gi'), new Map([['data', size]])))).toEqual([
    true,
    false,
  ]);
});

test('knows the place of a size', () => {
  expect(sizePath('data')).toBe('spec.volumeClaimTemplates[data].spec.resources.requests.storage');
  const path = ['spec', 'volumeClaimTemplates', '[data]', 'spec', 'resources', 'requests', 'storage'];
  expect([path, path.slice(0, -1), []].map(isSizePath)).toEqual([true, false, false]);
});
