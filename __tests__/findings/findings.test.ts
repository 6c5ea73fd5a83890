import { App, Chart } from 'cdk8s';
import { reportIssues } from '../../lib/construct/reported-issues';
import { Findings, quoted } from '../../lib/findings/findings';

test('are what the validation of the construct says', () => {
  const chart = new Chart(new App(), 'shop');
  const findings = new Findings();
  reportIssues(chart, findings);
  findings.add('port', { code: 'conflict', want: 'must be one' });
  findings.add('image', undefined);
  findings.inside('sidecars["proxy"]').add('port', { code: 'conflict', want: 'must be another' });
  expect(chart.node.validate()).toEqual(['port must be one', 'sidecars["proxy"].port must be another']);
});

test('are added inside of a place, as one place', () => {
  const findings = new Findings();
  const sidecar = findings.inside('sidecars["proxy"]');
  for (const at of ['image', 'ports["http"]', '']) sidecar.add(at, { code: 'conflict', want: 'must be another' });
  expect(findings.issues.map(({ at }) => at)).toEqual([
    'sidecars["proxy"].image',
    'sidecars["proxy"].ports["http"]',
    'sidecars["proxy"]',
  ]);
});

test.each([
  ['8080', '"8080"'],
  [NaN, 'NaN'],
  [5n, '5'],
  [undefined, 'undefined'],
  [null, 'null'],
  [{ a: [1] }, '{"a":[1]}'],
  [() => 1, 'a function'],
  [Symbol('a'), 'a symbol'],
  [{ a: 5n }, 'an object'],
])('are shown values as their author wrote them: %p', (value, text) => {
  expect(quoted(value)).toBe(text);
});
