import { diffLine, diffLines } from '../../../lib/plan/output/diff-line';

const options = Array.from({ length: 9 }, (_, index) => `--option-${index}=value`);

const [one, two, alike] = ['1'.repeat(64), '2'.repeat(64), `${'1'.repeat(63)}2`].map((sum) => `sha256:${sum}`) as [
  string,
  string,
  string,
];

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
  ['api:1', `api:1@${one}`, '"api:1", added its digest sha256:111111111111'],
  [`api:1@${one}`, `api:1@${two}`, '"api:1", sha256:111111111111 → sha256:222222222222'],
  [`api:1@${one}`, 'api:1', '"api:1", removed its digest sha256:111111111111'],
  [`api:1@${one}`, `api:2@${two}`, '"api:1@sha256:111111111111" → "api:2@sha256:222222222222"'],
  [`api:1@${one}`, `api:1@${alike}`, `"api:1", ${one} → ${alike}`],
  [undefined, { image: `api:1@${one}` }, 'added {"image":"api:1@sha256:111111111111"}'],
  [`${'a'.repeat(150)}-1-x`, `${'a'.repeat(150)}-2-x`, `"…${'a'.repeat(19)}-1-x" → "…${'a'.repeat(19)}-2-x"`],
  ['a'.repeat(150), `${'a'.repeat(150)},b`, `"…${'a'.repeat(20)}" → "…${'a'.repeat(20)},b"`],
  ['a', 'b'.repeat(200), `"a" → "${'b'.repeat(119)}…`],
])('shows %j and %j in a line', (before, after, text) => {
  expect(diffLine({ path: [], before, after })).toBe(text);
});

test.each([
  ['a\nb\nc\n', 'a\nB\nc\n', ['- b', '+ B']],
  ['a', 'a\nb', ['+ b']],
  ['a', 'b', []],
  [
    ['sh', '-c', 'set -e\nmigrate\n'],
    ['sh', '-c', 'set -e\nmigrate --all\n'],
    ['- migrate', '+ migrate --all'],
  ],
  [undefined, 'a\nb', []],
  ['a\n', `a\n${'b'.repeat(200)}`, [`+ ${'b'.repeat(118)}…`]],
])('shows of %j and %j the lines that differ', (before, after, lines) => {
  expect(diffLines({ path: [], before, after })).toEqual(lines);
});
