import { formattedPlan, planFormatProblem } from '../../../lib/plan/output/plan-format';
import { planJson } from '../../../lib/plan/output/plan-json';
import { planMarkdown } from '../../../lib/plan/output/plan-markdown';
import { planText } from '../../../lib/plan/output/plan-text';
import { plan } from './plan-outputs';
import { textOf } from '../../problem-text';

test('writes a plan in the form that is asked for', () => {
  expect((['text', 'md', 'json'] as const).map((format) => formattedPlan([plan], format))).toEqual([
    planText([plan]),
    planMarkdown([plan]),
    planJson([plan]),
  ]);
});

test.each(['html', '', 'toString', '__proto__'])('knows no form %j', (name) => {
  expect(textOf(planFormatProblem(name))).toBe(`must be text, md or json, got "${name}"; write one of them`);
});
