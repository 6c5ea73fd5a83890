import { shownChange } from '../../lib/plan/shown-change';

test.each([
  [2, 3, '2 → 3'],
  [undefined, 'info', 'added "info"'],
  [{ a: 1 }, undefined, 'removed {"a":1}'],
  ['(hidden)', '(hidden)', '(hidden) → (hidden)'],
  ['a\nb\n', 'a\nc\n', '2 lines → 2 lines, from line 2 on'],
  ['a\n', 'a\nb\n', '"a\\n" → 2 lines, from line 2 on'],
  ['a', 'b'.repeat(200), `"a" → "${'b'.repeat(119)}…`],
])('shows %j and %j in a line', (before, after, text) => {
  expect(shownChange({ path: [], before, after })).toBe(text);
});
