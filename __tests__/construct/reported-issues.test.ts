import { App, Chart } from 'cdk8s';
import { Issue } from '../../lib/findings/problem';
import { issuesOf, reportIssues } from '../../lib/construct/reported-issues';

const issue: Issue = { at: 'port', code: 'out-of-range', want: 'must be 80', got: 81, write: 'write 80' };

test('gives the issues back as values, also those that come after the report was set up', () => {
  const chart = new Chart(new App(), 'shop');
  const issues: Issue[] = [];
  reportIssues(chart, { issues });
  issues.push(issue);
  expect(issuesOf(chart)).toEqual([issue]);
});

test('is a validation of the construct, so that any synth reports it', () => {
  const chart = new Chart(new App(), 'shop');
  reportIssues(chart, { issues: [issue] });
  reportIssues(chart, { issues: [{ ...issue, at: 'targetPort' }] });
  expect(chart.node.validate()).toEqual([
    'port must be 80, got 81; write 80',
    'targetPort must be 80, got 81; write 80',
  ]);
});

test('takes what a validation of another library says as it is', () => {
  const chart = new Chart(new App(), 'shop');
  chart.node.addValidation({ validate: () => ['replicas: too many'] });
  expect(issuesOf(chart)).toEqual([{ at: '', code: 'reported', want: 'replicas: too many' }]);
});
