import { load, loadAll } from 'js-yaml';
import { indentedText } from '../../lib/files/indented-text';

const parsed = (text: string): unknown => indentedText(text, (each) => load(each)).value;

test.each<[string, string, unknown]>([
  [
    'ends a list in brackets below its key',
    'spec:\n  args: [\n    a,\n    b\n  ]\n  port: 1\n',
    { spec: { args: ['a', 'b'], port: 1 } },
  ],
  [
    'ends a map at the first column',
    'spec:\n  limits: {\n    cpu: 1\n}\n  port: 1\n',
    { spec: { limits: { cpu: 1 }, port: 1 } },
  ],
  [
    'continues a string in double quotes at the first column',
    'a:\n  b: "one\ntwo\n\nthree"\n  c: 1\n',
    { a: { b: 'one two\nthree', c: 1 } },
  ],
  ['continues a string in single quotes', "a:\n    b: 'x\n  y'\n", { a: { b: 'x y' } }],
])('reads a text that %s', (_, text, value) => {
  expect(parsed(text)).toEqual(value);
});

test('keeps the lines of the text', () => {
  const { text } = indentedText('a: [\n1\n]\nb: 2\n', (each) => load(each));
  expect(text.split('\n').map((line) => line.trim())).toEqual(['a: [', '1', ']', 'b: 2', '']);
});

test('does not change a text that needs nothing', () => {
  expect(indentedText('a: [1]\n', (each) => loadAll(each))).toEqual({ value: [{ a: [1] }], text: 'a: [1]\n' });
});

test.each([
  ['a: [\n1\nb: 2\n', /^unexpected end of the stream within a flow collection|missed comma/],
  ['a: b\n c: [\n', /^bad indentation of a mapping entry/],
])('refuses %j', (text, message) => {
  expect(() => parsed(text)).toThrow(message);
});
