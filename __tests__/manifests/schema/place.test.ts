import { placeText } from '../../../lib/manifests/schema/place';
import { deployment, object } from '../../manifests';

test.each<[(string | number)[], string]>([
  [[], ''],
  [['metadata', 'annotations', 'a.b/c'], 'metadata.annotations["a.b/c"]'],
  [['spec', 'template', 'metadata', 'labels', 'app'], 'spec.template.metadata.labels["app"]'],
  [['spec', 'template', 'spec', 'containers', 0, 'image'], 'spec.template.spec.containers["main"].image'],
  [['spec', 'template', 'spec', 'containers', 0, 'args', 1], 'spec.template.spec.containers["main"].args[1]'],
  [['spec', 'template', 'spec', 'containers', 7, 'x'], 'spec.template.spec.containers[7].x'],
])('puts the keys of maps and the names of items into quotes: %j', (path, place) => {
  expect(placeText(deployment({ args: ['a', 'b'] }), path)).toBe(place);
});

test('takes a key of a custom resource for a field if it may be one', () => {
  const widget = { ...object('Widget', { spec: { size: 1, 'a-b': 2 } }), apiVersion: 'example.com/v1' };
  expect(placeText(widget, ['spec', 'size'])).toBe('spec.size');
  expect(placeText(widget, ['spec', 'a-b'])).toBe('spec["a-b"]');
});
