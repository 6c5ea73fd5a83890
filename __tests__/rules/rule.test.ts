import { faultsAt } from '../../lib/rules/rule';

test('makes a fault of a problem, and none of no problem', () => {
  const problem = { want: 'must be set', got: 'none' };
  expect(faultsAt(['spec'], problem)).toEqual([{ path: ['spec'], want: 'must be set', got: 'none' }]);
  expect(faultsAt(['spec'], undefined)).toEqual([]);
});
