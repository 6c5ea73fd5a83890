import { App, Chart } from 'cdk8s';
import { reportIssues } from '../../lib/construct/reported-issues';
import { Findings } from '../../lib/findings/findings';

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
