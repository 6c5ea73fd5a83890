import { at, outcome } from './edge-values';

test('leaves the number of pods to the autoscaler', () => {
  expect(at(outcome({ replicas: { min: 2, max: 5 } }).manifests, 'Deployment spec')).not.toHaveProperty('replicas');
  expect(at(outcome({ replicas: 3 }).manifests, 'Deployment spec.replicas')).toBe(3);
});

test('is named as the one whose place it takes, and scaled under that name', () => {
  const { manifests } = outcome({
    replicas: { min: 2, max: 5 },
    adopt: { deployment: 'old-api', selector: { tier: 'api' } },
  });
  expect(at(manifests, 'Deployment metadata.name')).toBe('old-api');
  expect(at(manifests, 'HorizontalPodAutoscaler spec.scaleTargetRef.name')).toBe('old-api');
});
