import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'is part of its namespace unless told otherwise',
    {},
    'Deployment metadata.labels',
    {
      app: 'api',
      'app.kubernetes.io/component': 'backend',
      'app.kubernetes.io/instance': 'api',
      'app.kubernetes.io/managed-by': 'cdk8s-backend',
      'app.kubernetes.io/name': 'api',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/version': '1.2.3',
    },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});
