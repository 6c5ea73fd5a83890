import { faultsAt, ignorePrefix, ignores } from '../../lib/rules/rule';
import { object } from '../manifests';

test('makes a fault of a problem, and none of no problem', () => {
  const problem = { want: 'must be set', got: 'none' };
  expect(faultsAt(['spec'], problem)).toEqual([{ path: ['spec'], want: 'must be set', got: 'none' }]);
  expect(faultsAt(['spec'], undefined)).toEqual([]);
});

test('knows the rules that an object opts out of', () => {
  const out = object('Job', {}, { annotations: { [`${ignorePrefix}valid-pods`]: 'a reason' } });
  expect([ignores(out, 'valid-pods'), ignores(out, 'valid-ports'), ignores(object('Job'), 'valid-pods')]).toEqual([
    true,
    false,
    false,
  ]);
});
