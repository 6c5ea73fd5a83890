import { formattedFindings } from '../../lib/findings/findings-format';

const prop = { path: 'shop/api', at: 'port', code: 'out-of-range', want: 'must be 80', got: 81, write: 'write 80' };
const rule = { path: 'Service shop/api', file: 'dist/a,b:c%.yaml', code: 'unique-env', want: 'is 100%\r\nwrong: a, b' };

test('prints text as a line a finding', () => {
  expect(formattedFindings([prop, rule], 'text')).toBe(
    '[shop/api] port must be 80, got 81; write 80\n[dist/a,b:c%.yaml: Service shop/api] is 100%\r\nwrong: a, b (unique-env)\n',
  );
});

test('prints JSON as the values themselves, each with its level', () => {
  expect(JSON.parse(formattedFindings([prop, { ...rule, level: 'note' }], 'json'))).toEqual([
    { level: 'error', ...prop },
    { level: 'note', ...rule },
  ]);
  expect(JSON.parse(formattedFindings([{ ...prop, at: '' }], 'json'))).toEqual([
    { level: 'error', ...prop, at: undefined },
  ]);
  expect(formattedFindings([], 'json')).toBe('[]\n');
});

test('prints annotations with the characters escaped that end a property or the message', () => {
  expect(formattedFindings([prop, rule], 'github')).toBe(
    `::error title=out-of-range::[shop/api] port must be 80, got 81; write 80
::error file=dist/a%2Cb%3Ac%25.yaml,title=unique-env::[dist/a,b:c%25.yaml: Service shop/api] is 100%25%0D%0Awrong: a, b (unique-env)
`,
  );
});

test('annotates a note as a notice', () => {
  expect(formattedFindings([{ ...prop, level: 'note' }], 'github')).toBe(
    '::notice title=out-of-range::[shop/api] port must be 80, got 81; write 80\n',
  );
});
