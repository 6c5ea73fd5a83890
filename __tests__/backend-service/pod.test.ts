import { at, outcome } from './edge-values';

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
