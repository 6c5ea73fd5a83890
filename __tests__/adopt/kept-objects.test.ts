import { brokenRules, keptObjects } from '../../lib/adopt/kept-objects';
import { objectIdentity } from '../../lib/manifests/object-identity';
import { deploymentText, objectsOf, objectText } from './adopted';

test('objects say which rules they broke before, and have ids of their own in their chart', () => {
  const objects = objectsOf(
    [
      deploymentText({}),
      objectText('v1', 'ConfigMap', 'web'),
      objectText('example.com/v1', 'Web', 'one'),
      objectText('example.org/v1', 'Web', 'one'),
    ].join('\n---\n'),
  );
  const broken = brokenRules(objects);
  expect([...broken]).toEqual([[objectIdentity(objects[0] ?? raise()), ['require-restricted-pods']]]);
  const kept = keptObjects(objects, broken);
  expect(kept.map(({ id, manifest }) => [id, manifest['metadata']])).toEqual([
    [
      'web-deployment',
      { name: 'web', annotations: { 'cdk8s-backend/ignore.require-restricted-pods': 'adopted as it was' } },
    ],
    ['web-config-map', { name: 'web' }],
    ['one-web', { name: 'one' }],
    ['one-web-2', { name: 'one' }],
  ]);
});

function raise(): never {
  throw new Error('no objects');
}
