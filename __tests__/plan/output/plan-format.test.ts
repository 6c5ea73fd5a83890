import { formattedPlan, planFormats } from '../../../lib/plan/output/plan-format';
import { planJson } from '../../../lib/plan/output/plan-json';
import { planMarkdown } from '../../../lib/plan/output/plan-markdown';
import { planText } from '../../../lib/plan/output/plan-text';
import { plan } from './plan-outputs';

test('writes a plan in the form that is asked for', () => {
  expect((['text', 'md', 'json'] as const).map((format) => formattedPlan([plan], format))).toEqual([
    planText([plan]),
    planMarkdown([plan]),
    planJson([plan]),
  ]);
});

test('names the forms that there are', () => {
  expect(planFormats).toEqual(['text', 'md', 'json']);
});
