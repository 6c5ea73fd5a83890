import { at, outcome } from './edge-values';

test.each<[string, object, string, unknown]>([
  [
    'binds the Role to the ServiceAccount',
    { rbacRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
    'RoleBinding roleRef',
    { name: 'api', apiGroup: 'rbac.authorization.k8s.io', kind: 'Role' },
  ],
  [
    'labels the monitor so that Prometheus finds it',
    { metrics: { labels: { release: 'prometheus' } } },
    'ServiceMonitor metadata.labels.release',
    'prometheus',
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});
