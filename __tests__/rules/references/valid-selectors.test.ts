import { validSelectors } from '../../../lib/rules/references/valid-selectors';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const workload = (name: string, selector: object, labels: object = selector) =>
  object('Deployment', { spec: { selector: { matchLabels: selector }, template: { metadata: { labels } } } }, { name });

test('accepts workloads that select their own pods alone', () => {
  expect(findings(validSelectors, workload('web', { app: 'web' }), workload('api', { app: 'api' }))).toEqual([]);
});

test('refuses a selector that its own pods do not have', () => {
  expect(findings(validSelectors, workload('web', { app: 'web' }, { app: 'api' }))).toEqual([
    '[Deployment shop/web] spec.selector must be among the labels of the pods, got {"app":"web"} for {"app":"api"}; write the labels of the template (valid-selectors)',
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
    '[Deployment shop/web] spec.selector must not select the pods of another object, got {"tier":"front"}, which selects those of Deployment shop/api; write a label that they do not have (valid-selectors)',
  ]);
});

const selecting = (name: string, selector: object, labels: object) =>
  object('Deployment', { spec: { selector, template: { metadata: { labels } } } }, { name });
const service = object('Service', { spec: { selector: { app: 'web' } } });
const job = (labels: object) =>
  object('CronJob', { spec: { jobTemplate: { spec: { template: { metadata: { labels } } } } } }, { name: 'report' });

test.each([
  { key: 'track', operator: 'NotIn', values: ['canary'] },
  { key: 'track', operator: 'In', values: ['stable', 'beta'] },
  { key: 'canary', operator: 'DoesNotExist' },
])('takes the pods for apart that %j keeps apart', (expression) => {
  const stable = selecting(
    'web',
    { matchLabels: { app: 'web' }, matchExpressions: [expression] },
    { app: 'web', track: 'stable' },
  );
  const canary = workload('canary', { app: 'web', canary: 'true' }, { app: 'web', canary: 'true', track: 'canary' });
  expect(findings(validSelectors, stable, canary)).toEqual([]);
});

test('reads a selector of expressions alone', () => {
  const all = selecting('web', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, { app: 'web' });
  expect(findings(validSelectors, all, workload('api', { app: 'api' }))).toEqual([
    '[Deployment shop/web] spec.selector must not select the pods of another object, got app, which selects those of Deployment shop/api; write a label that they do not have (valid-selectors)',
  ]);
});

test('refuses expressions that its own pods do not meet', () => {
  const selector = {
    matchLabels: { app: 'web' },
    matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }],
  };
  expect(findings(validSelectors, selecting('web', selector, { app: 'web', tier: 'c' }))).toEqual([
    '[Deployment shop/web] spec.selector must be among the labels of the pods, got app=web,tier in (a,b) for {"app":"web","tier":"c"}; write the labels of the template (valid-selectors)',
  ]);
});

test('takes what an object made for no rival of it', () => {
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '1', controller: true };
  const labels = { app: 'web', 'pod-template-hash': 'a1' };
  const set = {
    ...object('ReplicaSet', { spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } } }),
    apiVersion: 'apps/v1',
  };
  const owned = { ...set, metadata: { ...set.metadata, ownerReferences: [owner] } };
  expect(findings(validSelectors, workload('web', { app: 'web' }), owned)).toEqual([]);
  expect(findings(validSelectors, workload('web', { app: 'web' }), set)).toHaveLength(1);
});

/** The names of pods by themselves, with more labels than others, that a workload of a kind must not select. */
function takenPods(kind: string, pods: Readonly<Record<string, object>>): string[] {
  const labels = { app: 'web' };
  const spec = { selector: { matchLabels: labels }, template: { metadata: { labels } } };
  const owner = { ...object(kind, { spec }), apiVersion: 'apps/v1' };
  const alone = Object.entries(pods).map(([name, more]) => ({
    ...object('Pod', { spec: {} }),
    metadata: { name, namespace: 'shop', labels: { ...labels, ...more } },
  }));
  return findings(validSelectors, owner, ...alone).map((text) => /those of Pod shop\/([^;]+)/.exec(text)?.[1] ?? text);
}

test('refuses a pod by itself that the workload would take for its own', () => {
  const pods = { 'web-check': {}, 'web-0': {}, old: { 'pod-template-hash': 'a1' } };
  expect(takenPods('ReplicaSet', pods)).toEqual(['web-check', 'web-0', 'old']);
  expect(takenPods('DaemonSet', pods)).toEqual(['web-check', 'web-0', 'old']);
  expect(takenPods('StatefulSet', pods)).toEqual(['web-0']);
  expect(takenPods('Deployment', pods)).toEqual(['old']);
});

test('takes the template of a Secret for no pods', () => {
  const sealed = {
    ...object('SealedSecret', { spec: { template: { metadata: { labels: { app: 'web' } } } } }),
    apiVersion: 'bitnami.com/v1alpha1',
  };
  expect(findings(validSelectors, workload('web', { app: 'web' }), sealed)).toEqual([]);
});

test("accepts a Job's pods with the label of others, unless something selects them too", () => {
  expect(findings(validSelectors, workload('web', { app: 'web' }), job({ app: 'web' }))).toEqual([]);
  expect(findings(validSelectors, service, job({ app: 'web' }))).toEqual([]);
  const narrow = object('Service', { spec: { selector: { app: 'web', role: 'server' } } });
  const server = workload('web', { app: 'web' }, { app: 'web', role: 'server' });
  expect(findings(validSelectors, server, narrow, job({ app: 'web', role: 'report' }))).toEqual([]);
});

test.each([
  ['Service shop/web sends them requests', service],
  [
    'PodDisruptionBudget shop/web counts them too',
    object('PodDisruptionBudget', { spec: { selector: { matchLabels: { app: 'web' } } } }),
  ],
  [
    'HorizontalPodAutoscaler shop/web counts them too',
    object('HorizontalPodAutoscaler', { spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } } }),
  ],
])("refuses a Job's pods with the label of others where %s", (effect, by) => {
  expect(findings(validSelectors, workload('web', { app: 'web' }), by, job({ app: 'web' }))).toEqual([
    `[CronJob shop/report] spec.jobTemplate.spec.template.metadata.labels must not be those of Deployment shop/web, got {"app":"web"}, and ${effect}; write a label that its selector does not ask for (valid-selectors)`,
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validSelectors, optedOut(workload('web', { app: 'web' }, {}), validSelectors))).toEqual([]);
});

test('names another object once, in however many files it is', () => {
  const api = workload('api', { app: 'api' }, { app: 'api', tier: 'front' });
  expect(findings(validSelectors, workload('web', { tier: 'front' }), api, api)).toHaveLength(1);
});
