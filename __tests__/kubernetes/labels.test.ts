import { objectLabels, selectorLabels, versionLabel } from '../../lib/kubernetes/labels';

test('selects by the name alone', () => {
  expect(selectorLabels('api')).toEqual({ app: 'api' });
});

test('has the recommended labels beside the selector, and those that are asked for', () => {
  expect(objectLabels('api', { component: 'backend', partOf: 'shop', owner: 'team' })).toEqual({
    app: 'api',
    'app.kubernetes.io/name': 'api',
    'app.kubernetes.io/instance': 'api',
    'app.kubernetes.io/component': 'backend',
    'app.kubernetes.io/part-of': 'shop',
    'app.kubernetes.io/managed-by': 'cdk8s-backend',
    owner: 'team',
  });
  expect(Object.keys(objectLabels('api', { component: 'backend' }))).toHaveLength(5);
});

test('has the version of an image that says one', () => {
  expect(versionLabel('demo/api:1.2.3')).toEqual({ 'app.kubernetes.io/version': '1.2.3' });
  expect(versionLabel('demo/api')).toEqual({});
});
