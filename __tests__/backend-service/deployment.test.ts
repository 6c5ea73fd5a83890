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

test.each<[string, object, string, unknown]>([
  ['has no token and no service links', {}, 'Deployment spec.template.spec.automountServiceAccountToken', false],
  [
    'has the labels of the pods before those of every object',
    { labels: { team: 'shop', tier: 'web' }, podLabels: { team: 'orders' } },
    'Deployment spec.template.metadata.labels',
    expect.objectContaining({ app: 'api', team: 'orders', tier: 'web' }),
  ],
  [
    'runs in the restricted context',
    {},
    'Deployment spec.template.spec.containers.0.securityContext',
    {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});
