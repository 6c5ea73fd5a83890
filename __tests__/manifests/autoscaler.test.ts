import { autoscaler, autoscalers } from '../../lib/manifests/autoscaler';
import { referredName } from '../../lib/manifests/manifest';
import { object } from '../manifests';

const scaler = (apiVersion: string, kind: string, spec: object) => ({ ...object(kind, { spec }), apiVersion });

test('finds the autoscalers by the workloads that they scale, with the fewest and the most pods', () => {
  const found = autoscalers([
    scaler('autoscaling/v2', 'HorizontalPodAutoscaler', {
      minReplicas: 2,
      maxReplicas: 9,
      scaleTargetRef: { kind: 'Deployment', name: 'a' },
    }),
    scaler('autoscaling/v1', 'HorizontalPodAutoscaler', { scaleTargetRef: { kind: 'StatefulSet', name: 'b' } }),
    scaler('keda.sh/v1alpha1', 'ScaledObject', { scaleTargetRef: { name: 'c' } }),
    scaler('keda.sh/v1alpha1', 'ScaledJob', { scaleTargetRef: { name: 'd' } }),
    object('ConfigMap'),
  ]);
  expect([...found].map(([target, { least, most }]) => [target, least, most])).toEqual([
    ['Deployment shop/a', 2, 9],
    ['StatefulSet shop/b', 1, 1],
    ['Deployment shop/c', 0, 100],
  ]);
  expect(found.has(referredName('Deployment', 'shop', 'a'))).toBe(true);
});

const scalerOf = (scaleTargetRef: object, kind = 'HorizontalPodAutoscaler', namespace = 'shop') =>
  object(kind, { spec: { scaleTargetRef } }, { namespace });

test.each([
  ['a HorizontalPodAutoscaler', scalerOf({ kind: 'Deployment', name: 'web' })],
  ['a ScaledObject, whose target is a Deployment unless it says otherwise', scalerOf({ name: 'web' }, 'ScaledObject')],
])('is scaled by %s', (_, autoscaler) => {
  expect(autoscalers([autoscaler]).get(referredName('Deployment', 'shop', 'web'))?.object).toBe(autoscaler);
});

test.each([
  ['of another name', scalerOf({ kind: 'Deployment', name: 'api' })],
  ['of another kind', scalerOf({ kind: 'StatefulSet', name: 'web' })],
  ['in another namespace', scalerOf({ kind: 'Deployment', name: 'web' }, undefined, 'other')],
])('is not scaled by an autoscaler for a workload %s', (_, autoscaler) => {
  expect(autoscalers([autoscaler]).has(referredName('Deployment', 'shop', 'web'))).toBe(false);
});

test('tells an autoscaler from other objects', () => {
  const spec = { minReplicaCount: 2, scaleTargetRef: { name: 'c' } };
  expect(autoscaler(scaler('keda.sh/v1alpha1', 'ScaledObject', spec))).toMatchObject({ least: 2, most: 100 });
  expect(autoscaler(object('Deployment'))).toBeUndefined();
});
