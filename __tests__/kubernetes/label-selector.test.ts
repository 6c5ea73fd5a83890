import { expressionProblems, labelSelectorProblems } from '../../lib/kubernetes/label-selector';
import { textOf } from '../problem-text';

test.each([
  [{}],
  [{ matchLabels: { app: 'web', 'example.com/tier': '' } }],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] }],
  [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }],
  [{ matchLabels: 'app=web', matchExpressions: [null, { operator: 'Is' }] }],
])('accepts %j', (selector) => {
  expect(labelSelectorProblems(selector)).toEqual([]);
});

test.each([
  [
    { matchLabels: { 'a b': 'x' } },
    'matchLabels["a b"] must be a label key, got "a b"; write a name of at most 63 characters, such as "team" or "example.com/team"',
  ],
  [
    { matchLabels: { app: '-' } },
    'matchLabels["app"] must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, got "-"',
  ],
  [
    { matchExpressions: [{ key: 'app', operator: 'In' }] },
    'matchExpressions[0].values must have at least one with In, got []; write some, or the operator Exists',
  ],
  [
    { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['a'] }] },
    'matchExpressions[0].values must be empty with Exists, got ["a"]; leave them out',
  ],
])('refuses %j', (selector, problem) => {
  expect(labelSelectorProblems(selector).map(textOf)).toEqual([problem]);
});

test('knows the operators of numbers, which nodes have', () => {
  expect(expressionProblems([{ key: 'cores', operator: 'Gt', values: ['4', '8'] }]).map(textOf)).toEqual([
    '[0].values must be one integer with Gt, got ["4","8"]; write one such as ["1"]',
  ]);
});
