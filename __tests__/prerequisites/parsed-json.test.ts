import { parsedJson } from '../../lib/prerequisites/parsed-json';

test.each([
  ['{"a":[1]}', { a: [1] }],
  ['{', undefined],
  ['', undefined],
  [undefined, undefined],
])('reads %j as %j', (text, value) => {
  expect(parsedJson(text)).toEqual(value);
});
