import { diffLine } from '../../../lib/plan/output/diff-line';

const options = Array.from({ length: 9 }, (_, index) => `--option-${index}=value`);

test.each([
  [[...options, '-a'], [...options, '-b'], '"-a" → "-b"'],
  [['-a', ...options], [...options, '-b', '-c'], '"-a" → "-b"; added "-c"'],
  [options, [...options].reverse(), 'the same items in another order'],
  [['a', 'b'], ['b'], '["a","b"] → ["b"]'],
  [2, 3, '2 → 3'],
  [undefined, 'info', 'added "info"'],
  [{ a: 1 }, undefined, 'removed {"a":1}'],
  ['(hidden)', '(hidden)', '(hidden) → (hidden)'],
  ['a\nb\n', 'a\nc\n', '2 lines → 2 lines, from line 2 on'],
  ['a\n', 'a\nb\n', '"a\\n" → 2 lines, from line 2 on'],
  ['a', 'b'.repeat(200), `"a" → "${'b'.repeat(119)}…`],
])('shows %j and %j in a line', (before, after, text) => {
  expect(diffLine({ path: [], before, after })).toBe(text);
});
