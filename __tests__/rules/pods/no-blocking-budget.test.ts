import { noBlockingBudget } from '../../../lib/rules/pods/no-blocking-budget';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const labels = { app: 'web' };
const budget = (spec: object) => ({
  ...object('PodDisruptionBudget', { spec: { selector: { matchLabels: labels }, ...spec } }),
  apiVersion: 'policy/v1',
});
const workload = (replicas?: number, kind = 'Deployment') =>
  object(kind, { spec: { replicas, template: { metadata: { labels } } } });
const scaler = (minReplicas?: number) => ({
  ...object('HorizontalPodAutoscaler', { spec: { minReplicas, scaleTargetRef: { kind: 'Deployment', name: 'web' } } }),
  apiVersion: 'autoscaling/v2',
});

test.each([
  ['one of three pods', [budget({ minAvailable: 1 }), workload(3)]],
  ['half of two pods', [budget({ minAvailable: '50%' }), workload(2)]],
  ['a pod of any number', [budget({ maxUnavailable: 1 }), workload(1)]],
  ['a part, which is rounded up', [budget({ maxUnavailable: '1%' }), workload(1)]],
  ['a workload that is scaled to two at least', [budget({ minAvailable: 1 }), workload(), scaler(2)]],
  ['a workload that is off', [budget({ minAvailable: 1 }), workload(0)]],
  ['pods of which the number is not known', [budget({ minAvailable: 1 }), workload(1, 'DaemonSet')]],
  ['pods that are not in the output', [budget({ minAvailable: 1 })]],
])('accepts %s', (_, manifests) => {
  expect(findings(noBlockingBudget, ...manifests)).toEqual([]);
});

test.each([
  [{ maxUnavailable: 0 }, [workload(3)], 'maxUnavailable must let a pod go, got 0; write maxUnavailable: 1'],
  [{ maxUnavailable: '0%' }, [], 'maxUnavailable must let a pod go, got "0%"; write maxUnavailable: 1'],
  [{ minAvailable: '100%' }, [], 'minAvailable must let a pod go, got "100%"; write maxUnavailable: 1'],
  [
    { minAvailable: 3 },
    [workload(3, 'StatefulSet')],
    'minAvailable must let a pod go, got 3 of 3 pods; write maxUnavailable: 1, or more replicas',
  ],
  [
    { minAvailable: '67%' },
    [workload(3)],
    'minAvailable must let a pod go, got "67%" of 3 pods; write maxUnavailable: 1, or more replicas',
  ],
  [
    { minAvailable: 1 },
    [workload(), scaler()],
    'minAvailable must let a pod go, got 1 of 1 pod; write maxUnavailable: 1, or more replicas',
  ],
])('refuses %p', (spec, workloads, problem) => {
  expect(findings(noBlockingBudget, budget(spec), ...workloads)).toEqual([
    `[PodDisruptionBudget shop/web] spec.${problem} (no-blocking-budget)`,
  ]);
});

const named = (name: string, selector: object) => ({
  ...budget({ maxUnavailable: 1, selector }),
  metadata: { name, namespace: 'shop' },
});
const pod = (name: string) => ({ matchLabels: { 'statefulset.kubernetes.io/pod-name': name } });

test.each([
  ['other pods', { matchLabels: labels }, { matchLabels: { app: 'db' } }],
  ['another pod of the same set', pod('web-0'), pod('web-1')],
])('accepts a budget beside one of %s', (_, one, other) => {
  expect(findings(noBlockingBudget, named('web', one), named('all', other), workload(3, 'StatefulSet'))).toEqual([]);
});

test('refuses a second budget of the same pods', () => {
  const budgets = [named('web', { matchLabels: labels }), named('all', {})];
  expect(findings(noBlockingBudget, ...budgets, workload(3, 'StatefulSet'))).toEqual([
    '[PodDisruptionBudget shop/all] spec.selector must select no pods that have another budget, for none of them can be evicted, ' +
      'got those of StatefulSet shop/web, which PodDisruptionBudget shop/web selects; write one budget for them (no-blocking-budget)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(noBlockingBudget, optedOut(budget({ maxUnavailable: 0 }), noBlockingBudget))).toEqual([]);
});
