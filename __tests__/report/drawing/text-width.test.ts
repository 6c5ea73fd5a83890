import { fitted, textWidth } from '../../../lib/report/drawing/text-width';

test('is wider for wide characters, bold ones and those that it does not know', () => {
  const widths = [textWidth('ill', 10), textWidth('www', 10), textWidth('www', 10, true), textWidth('日本語', 10)];
  expect([...widths].sort((one, other) => one - other)).toEqual(widths);
});

test('keeps a text that fits, and cuts another so that it does', () => {
  expect(fitted('short', 100, 11)).toBe('short');
  const cut = fitted('a-name-that-is-very-much-too-long', 100, 11);
  expect([cut, textWidth(cut, 11) <= 100]).toEqual(['a-name-that-is…', true]);
});
