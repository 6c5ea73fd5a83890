import { validSelectors } from '../../lib/rules/valid-selectors';
import { findings, object, optedOut } from '../manifests';

const workload = (name: string, selector: object, labels: object = selector) =>
  object('Deployment', { spec: { selector: { matchLabels: selector }, template: { metadata: { labels } } } }, { name });

test('accepts workloads that select their own pods alone', () => {
  expect(findings(validSelectors, workload('web', { app: 'web' }), workload('api', { app: 'api' }))).toEqual([]);
});

test('refuses a selector that its own pods do not have', () => {
  expect(findings(validSelectors, workload('web', { app: 'web' }, { app: 'api' }))).toEqual([
    '[Deployment shop/web] selector must be among the labels of the pods, got {"app":"web"} for {"app":"api"}; write the labels of the template (valid-selectors)',
  ]);
});

test('refuses a selector that the pods of another have too', () => {
  expect(
    findings(
      validSelectors,
      workload('web', { tier: 'front' }),
      workload('api', { app: 'api' }, { app: 'api', tier: 'front' }),
    ),
  ).toEqual([
    '[Deployment shop/web] selector must not select the pods of another object, got {"tier":"front"}, which selects those of Deployment shop/api; write a label that they do not have (valid-selectors)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validSelectors, optedOut(workload('web', { app: 'web' }, {}), validSelectors))).toEqual([]);
});
