import fc from 'fast-check';
import { changedLines } from '../../../lib/plan/output/changed-lines';

test.each([
  ['a line', 'a\nb\nc\n', 'a\nx\nc\n', ['- b', '+ x']],
  ['lines that come', 'a\nc\n', 'a\nb\nb\nc\n', ['+ b', '+ b']],
  ['lines that go', 'a\nb\nc', 'c', ['- a', '- b']],
  ['two places', 'a\nb\nc\nd\ne\n', 'a\nB\nc\nd\nE\n', ['- b', '+ B', '- e', '+ E']],
  ['the end of the last line', 'a\n', 'a', []],
  ['nothing', '', '', []],
])('shows %s', (_, before, after, lines) => {
  expect(changedLines(before, after)).toEqual(lines);
});

test('counts what is beyond twenty lines', () => {
  const lines = changedLines('', 'a\n'.repeat(100));
  expect([lines.length, lines.at(-1)]).toEqual([21, '… 80 more changed lines']);
});

test('shows of long texts the lines that one has more often', () => {
  const numbers = Array.from({ length: 3000 }, (_, index) => `${index}`);
  const [before, after] = [
    ['x', ...numbers, 'y'],
    ['z', ...[...numbers].reverse(), 'y', '7', 'w'],
  ];
  expect(changedLines(before.join('\n'), after.join('\n'))).toEqual(['- x', '+ z', '+ 7', '+ w']);
});

test('takes long texts without a common line in whole', () => {
  const text = (prefix: string) => Array.from({ length: 3000 }, (_, index) => `${prefix}${index}`).join('\n');
  expect(changedLines(text('a'), text('b')).at(-1)).toBe('… 5980 more changed lines');
});

const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }).map((lines) => lines.join('\n'));

test('has every line that one text has more often', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const count = (lines: readonly string[], line: string) => lines.filter((each) => each === line).length;
      const lines = changedLines(before, after);
      const [was, is] = [before, after].map((each) => (each === '' ? [] : each.split('\n'))) as [string[], string[]];
      for (const line of 'abc')
        expect(count(lines, `+ ${line}`) - count(lines, `- ${line}`)).toBe(count(is, line) - count(was, line));
    }),
  );
});
