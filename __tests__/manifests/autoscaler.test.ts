import { scaledBy } from '../../lib/manifests/autoscaler';
import { object } from '../manifests';

const scaler = (apiVersion: string, kind: string, spec: object) => ({ ...object(kind, { spec }), apiVersion });

test.each([
  [
    scaler('autoscaling/v2', 'HorizontalPodAutoscaler', {
      minReplicas: 2,
      scaleTargetRef: { kind: 'Deployment', name: 'a' },
    }),
    { kind: 'Deployment', name: 'a', least: 2 },
  ],
  [
    scaler('autoscaling/v1', 'HorizontalPodAutoscaler', { scaleTargetRef: { kind: 'StatefulSet', name: 'a' } }),
    { kind: 'StatefulSet', name: 'a', least: 1 },
  ],
  [
    scaler('keda.sh/v1alpha1', 'ScaledObject', { scaleTargetRef: { name: 'a' } }),
    { kind: 'Deployment', name: 'a', least: 0 },
  ],
  [scaler('keda.sh/v1alpha1', 'ScaledJob', { scaleTargetRef: { name: 'a' } }), undefined],
  [object('ConfigMap'), undefined],
])('reads %#', (manifest, scaled) => {
  expect(scaledBy(manifest)).toEqual(scaled);
});
