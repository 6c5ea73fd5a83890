import { runInThisContext } from 'node:vm';
import { typescriptString } from '../../lib/files/typescript-string';

test.each([
  ['plain', "'plain'"],
  ['${x}`', "'${x}`'"],
  ["it's", '"it\'s"'],
  ['"a" and it\'s', "'\"a\" and it\\'s'"],
  ['a\\b\n', "'a\\\\b\\n'"],
  ['one\ntwo `x` ${y} \\z', '`one\ntwo \\`x\\` \\${y} \\\\z`'],
  ['one\r\ntwo', "'one\\r\\ntwo'"],
  ['a\u2028b', "'a\\u2028b'"],
])('writes %j as %s, which is the string again', (text, written) => {
  expect(typescriptString(text)).toBe(written);
  expect(runInThisContext(`(${written})`)).toBe(text);
});
