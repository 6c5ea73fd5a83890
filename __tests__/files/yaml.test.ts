import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { parse } from 'yaml';
import { yaml } from '../../lib/files/yaml';

const text = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[ -~\n\t:#'"|>{}[\],&*!%@`-]{0,30}$/),
    fc.stringMatching(/^[!-~][ -~\n]{0,9}\n[ -~\n]{0,9}\n{0,2}$/),
    fc.stringMatching(/^[A-Za-z/][\w.:/-]{3,9}$/),
    fc.stringMatching(/^\d{1,3}(\.\d{1,3}){0,3}$/),
    fc.constantFrom(
      ...[
        'on',
        'NO',
        'y',
        '~',
        'null',
        '0777',
        '1e3',
        '12:30:45',
        '2020-01-01',
        '',
        ' ',
        '---',
        '...',
        '- a',
        '<<',
        '=',
      ],
      ...['text\n', 'text\n\n', '\n', '  text\nmore', 'a: b\n\n\n'],
    ),
  )
  // The package `yaml` takes a dot or an exponent without digits before it for a number, as no other reader does; "-_1" has a test of its own.
  .filter((value) => !/^[-+]?(?:\._*|(?:\._*)?[eE][-+]?\d+)$|^[-+]_/.test(value));
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { maxDepth: 5 },
    text,
    fc.boolean(),
    fc.integer(),
    fc.constantFrom(-0, 0.5, 1e21, 2 ** 53),
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(text, tie('data'), { maxKeys: 4 }),
  ),
}));
const manifest = fc.dictionary(text, data, { maxKeys: 6 });

test('writes what js-yaml writes, byte for byte, but for the marker at the end of a document', () => {
  fc.assert(
    fc.property(manifest, (value) => {
      expect(yaml(value)).toBe(dump(value, { lineWidth: -1, noRefs: true }).replace(/\n\.\.\.\n$/, '\n'));
    }),
    { numRuns: 500 },
  );
});

test('is read as the same data by YAML 1.2 and by YAML 1.1', () => {
  fc.assert(
    fc.property(manifest, (value) => {
      expect(load(yaml(value))).toEqual(value);
      expect(parse(yaml(value), { version: '1.1' })).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test('quotes what kubectl would read as a number', () => {
  expect(yaml({ '+_2': '-_1' })).toBe("'+_2': '-_1'\n");
});

test('reads well', () => {
  expect(
    yaml({
      flag: 'on',
      mode: '0644',
      empty: { map: {}, list: [], text: '' },
      env: [{ name: 'A', value: '1' }, [['deep'], 2]],
      script: 'first\n\n  second\n',
      long: `${'word '.repeat(40)}end`,
    }),
  ).toBe(`flag: 'on'
mode: '0644'
empty:
  map: {}
  list: []
  text: ''
env:
  - name: A
    value: '1'
  - - - deep
    - 2
script: |
  first

    second
long: ${'word '.repeat(40)}end
`);
});
