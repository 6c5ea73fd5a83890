import { isAtLeastAsWide, selectsLabels } from '../../../lib/plan/workloads/label-selector';

const labels = { app: 'web', tier: 'front' };
const expression = (operator: string, key: string, ...values: readonly string[]) => ({
  matchExpressions: [{ key, operator, ...(values.length > 0 ? { values } : {}) }],
});

test.each([
  [{}, true],
  [undefined, true],
  [{ matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'api' } }, false],
  [expression('In', 'app', 'web', 'api'), true],
  [expression('In', 'app', 'api'), false],
  [expression('NotIn', 'app', 'api'), true],
  [expression('NotIn', 'app', 'web'), false],
  [expression('Exists', 'tier'), true],
  [expression('Exists', 'zone'), false],
  [expression('DoesNotExist', 'zone'), true],
  [expression('DoesNotExist', 'app'), false],
  [{ matchLabels: { app: 'web' }, ...expression('Exists', 'zone') }, false],
])('the selector %j: %s', (selector, expected) => {
  expect(selectsLabels(selector, labels)).toBe(expected);
});

test.each([
  [{}, { matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'web' } }, {}, false],
  [{ matchLabels: { app: 'web' } }, { matchLabels: labels }, true],
  [expression('In', 'app', 'web'), { matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'web' } }, { matchLabels: { app: 'api' } }, false],
])('%j selects all that %j selects: %s', (selector, other, expected) => {
  expect(isAtLeastAsWide(selector, other)).toBe(expected);
});
