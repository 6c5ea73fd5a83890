import { stringLiteral } from '../../lib/project/string-literal';

test.each([
  ['shop', "'shop'"],
  ['it\'s "so"', "'it\\'s \"so\"'"],
  ['a\\b', "'a\\\\b'"],
  ['${x}`', "'${x}`'"],
  ['a\nb', "'a\\nb'"],
])('writes %j so that TypeScript reads the same', (text, literal) => {
  expect(stringLiteral(text)).toBe(literal);
  expect((0, eval)(literal)).toBe(text);
});
