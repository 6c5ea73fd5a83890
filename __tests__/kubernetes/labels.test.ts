import { annotations, labels, objectLabels, selectorLabels, versionLabel } from '../../lib/kubernetes/labels';
import { issuesOf } from '../props/issues-of';

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

test.each<[unknown, string[]]>([
  [{ team: 'shop', 'example.com/tier': '' }, []],
  [
    { 'a b': 'c', app: 5 },
    [
      'it["a b"] must be a label key, got "a b"; write a name of at most 63 characters, such as "team" or "example.com/team"',
      'it["app"] must be a string, got 5; write "5"',
    ],
  ],
])('of the labels %j finds %j', (given, issues) => {
  expect(issuesOf(labels, given)).toEqual(issues);
});

test.each<[Record<string, string>, string[]]>([
  [{ 'Example.com/Note': 'as long as it likes, with spaces' }, []],
  [
    { a: 'x'.repeat(200_000), b: 'y'.repeat(70_000) },
    ['it must have at most 256 KiB together, got 270002 bytes; write less'],
  ],
])('finds annotations that the API server refuses %#', (given, issues) => {
  expect(issuesOf(annotations, given)).toEqual(issues);
});
