import { autoscalerOf } from '../../../lib/plan/workloads/autoscaler';
import { deployment, object } from '../../manifests';

const scaler = (scaleTargetRef: object, kind = 'HorizontalPodAutoscaler', namespace = 'shop') =>
  object(kind, { spec: { scaleTargetRef } }, { namespace });

test.each([
  ['a HorizontalPodAutoscaler', scaler({ kind: 'Deployment', name: 'web' })],
  ['a ScaledObject, whose target is a Deployment unless it says otherwise', scaler({ name: 'web' }, 'ScaledObject')],
])('is scaled by %s', (_, autoscaler) => {
  expect(autoscalerOf(deployment({}), [autoscaler])).toBe(autoscaler);
});

test.each([
  ['of another name', scaler({ kind: 'Deployment', name: 'api' })],
  ['of another kind', scaler({ kind: 'StatefulSet', name: 'web' })],
  ['in another namespace', scaler({ kind: 'Deployment', name: 'web' }, undefined, 'other')],
])('is not scaled by an autoscaler for a workload %s', (_, autoscaler) => {
  expect(autoscalerOf(deployment({}), [autoscaler])).toBeUndefined();
});
