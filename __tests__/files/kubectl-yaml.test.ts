import fc from 'fast-check';
import { load } from 'js-yaml';
import { kubectlScalar, kubectlSchema } from '../../lib/files/kubectl-yaml';
import { yaml } from '../../lib/files/yaml';

// Read by kubectl 1.37: `kubectl create --dry-run=client -o json`.
test.each<[string, unknown]>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'on', 'ON'].map((text): [string, unknown] => [text, true]),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'FALSE', 'off', 'Off'].map((text): [string, unknown] => [text, false]),
  ...['', '~', 'null', 'Null', 'NULL'].map((text): [string, unknown] => [text, null]),
  ['yEs', 'yEs'],
  ['tRUE', 'tRUE'],
  ['nil', 'nil'],
  ['-0', 0],
  ['+1', 1],
  ['012', 10],
  ['-012', -10],
  ['08', 8],
  ['0128', 128],
  ['0o17', 15],
  ['0o8', '0o8'],
  ['0x1F', 31],
  ['-0X1f', -31],
  ['0xg', '0xg'],
  ['0b11', 3],
  ['0b-1', -1],
  ['0b12', '0b12'],
  ['1_000', 1000],
  ['0_7', 7],
  ['_1', '_1'],
  ['-_1', -1],
  ['1.5', 1.5],
  ['1.', 1],
  ['.5', 0.5],
  ['.1_0', 0.1],
  ['._5', '._5'],
  ['.1e_1', '.1e_1'],
  ['1e3', 1000],
  ['1_e3', 1000],
  ['1e400', '1e400'],
  ['e3', 'e3'],
  ['.', '.'],
  ['-', '-'],
  ['1.2.3', '1.2.3'],
  ['.inf', Infinity],
  ['-.Inf', -Infinity],
  ['.NaN', NaN],
  ['inf', 'inf'],
  ['12:30:45', '12:30:45'],
  ['1:30', '1:30'],
  ['2020-01-01', '2020-01-01'],
  ['2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'],
  ['0x52908400098527886E0F7030069857D2E4169EE7', '0x52908400098527886E0F7030069857D2E4169EE7'],
])('reads %s as kubectl does', (text, value) => {
  expect(kubectlScalar(text)).toBe(value);
});

test('reads whole documents so, with merges and tags', () => {
  const text = 'a: &a { yes: 012 }\nb: { <<: *a, c: !!str 5, d: !!int "5", e: !!bool yes, f: 12:30 }\n';
  expect(load(text, { schema: kubectlSchema })).toEqual({
    a: { true: 10 },
    b: { true: 10, c: '5', d: 5, e: true, f: '12:30' },
  });
});

test('reads every string that the writer writes as that string', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[-+.]?[0-9_.eEboxXOB:]{0,7}$/),
    fc.stringMatching(/^[yYnNoOfFtTrRuUeEsSaAlL~]{0,5}$/),
  );
  fc.assert(
    fc.property(text, (value) => {
      const written = yaml({ value, [`key ${value}`]: value, list: [value, { [value]: 1 }] });
      expect(load(written, { schema: kubectlSchema })).toEqual({
        value,
        [`key ${value}`]: value,
        list: [value, { [value]: 1 }],
      });
    }),
    { numRuns: 2000 },
  );
});
