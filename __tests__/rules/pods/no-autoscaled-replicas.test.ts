import { noAutoscaledReplicas } from '../../../lib/rules/pods/no-autoscaled-replicas';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const scaler = {
  ...object('HorizontalPodAutoscaler', {
    spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  }),
  apiVersion: 'autoscaling/v2',
};
const keda = {
  ...object('ScaledObject', { spec: { scaleTargetRef: { name: 'web' } } }),
  apiVersion: 'keda.sh/v1alpha1',
};
const workload = (replicas?: number) => object('Deployment', { spec: { replicas } });

test('accepts a workload without a number, one that is turned off, and one of another name', () => {
  const other = object('Deployment', { spec: { replicas: 3 } }, { name: 'api' });
  expect(findings(noAutoscaledReplicas, scaler, workload(), other)).toEqual([]);
  expect(findings(noAutoscaledReplicas, scaler, workload(0))).toEqual([]);
});

test.each([
  [scaler, 'HorizontalPodAutoscaler'],
  [keda, 'ScaledObject'],
])('refuses a number beside an autoscaler %#', (autoscaler, kind) => {
  expect(findings(noAutoscaledReplicas, autoscaler, workload(4))).toEqual([
    `[Deployment shop/web] spec.replicas must not be set beside the ${kind} shop/web, got 4, to which every apply resets it; leave it out (no-autoscaled-replicas)`,
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(noAutoscaledReplicas, scaler, optedOut(workload(4), noAutoscaledReplicas))).toEqual([]);
});
