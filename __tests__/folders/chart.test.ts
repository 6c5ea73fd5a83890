import { charts, isHelmTemplate } from '../../lib/folders/chart';

const filesOf = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, () => text]));

test('finds the charts of a source with their names', () => {
  const found = charts(
    filesOf({
      'Chart.yaml': 'name: shop\n',
      'charts/shared/Chart.yaml': 'name: shared\ntype: library\n',
      'broken/Chart.yaml': 'a: [',
      'other/values.yaml': 'name: none\n',
    }),
  );
  expect(Object.fromEntries(found)).toEqual({
    '': { file: 'Chart.yaml', name: 'shop', isLibrary: false },
    'charts/shared': { file: 'charts/shared/Chart.yaml', name: 'shared', isLibrary: true },
    broken: { file: 'broken/Chart.yaml', name: 'chart', isLibrary: false },
  });
});

test.each([
  ['a template of a chart', 'templates/a.yaml', '{{ .x }}', false, true],
  ['a file of a chart that is YAML', 'crds/a.yaml', '"{{ .x }}"', false, false],
  ['a file of a chart that is not YAML', 'crds/a.yaml', '{{ .x }}', true, true],
  ['a text without an action', 'templates/a.yaml', 'a: 1', true, false],
])('tells %s', (_, path, content, isBroken, expected) => {
  const files = filesOf({ 'Chart.yaml': 'name: shop\n' });
  expect(isHelmTemplate('no/such/chart', files, { path, content, isBroken })).toBe(expected);
});
