import { at, outcome } from './edge-values';
import { kinds } from '../rendered';

test.each<[string, object, string, unknown]>([
  [
    'gives the ServiceAccount the identity of the cloud',
    { workloadIdentity: { aws: { roleArn: 'arn:aws:iam::123456789012:role/api' } } },
    'ServiceAccount metadata.annotations',
    { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/api' },
  ],
  [
    'lets one pod go at a time',
    {},
    'PodDisruptionBudget spec',
    { maxUnavailable: 1, selector: { matchLabels: { app: 'api' } }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  ],
  [
    'follows the load of the application alone beside a sidecar',
    { replicas: { min: 1, max: 3 }, sidecars: { proxy: { image: 'docker.io/demo/proxy:1' } } },
    'HorizontalPodAutoscaler spec.metrics.0.containerResource.container',
    'api',
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test('leaves out what is not asked for', () => {
  const props = { serviceAccountName: 'api', networkPolicy: false, podDisruptionBudget: false };
  expect(kinds(outcome(props).manifests)).toEqual(['Deployment', 'Service']);
});
