import { isAtLeastAsWide } from '../../../lib/plan/workloads/label-selector';

const labels = { app: 'web', tier: 'front' };
const expression = (operator: string, key: string, ...values: readonly string[]) => ({
  matchExpressions: [{ key, operator, ...(values.length > 0 ? { values } : {}) }],
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
