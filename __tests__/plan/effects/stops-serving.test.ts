import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';

const definition = (...versions: readonly object[]): KubernetesManifest =>
  object('CustomResourceDefinition', { spec: { group: 'example.com', names: { kind: 'Widget' }, versions } });
const version = (name: string, served = true, storage = false) => ({ name, served, storage });

function messages(before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]): string[] {
  return plannedChanges(before, after).flatMap(({ effects }) =>
    effects.filter(({ effect }) => effect.id === 'stops-serving').map(({ message }) => message),
  );
}

test.each([
  ['goes', [version('v1')]],
  ['is not served any more', [version('v1beta1', false), version('v1')]],
])('says that a version %s', (_, versions) => {
  expect(messages([definition(version('v1beta1'), version('v1'))], [definition(...versions)])).toEqual([
    'objects cannot be read or applied as example.com/v1beta1 any more',
  ]);
});

test('says who is written in it, and that objects are stored in it', () => {
  const widget = { ...object('Widget'), apiVersion: 'example.com/v1beta1' };
  expect(
    messages([definition(version('v1beta1', true, true), version('v1')), widget], [definition(version('v1')), widget]),
  ).toEqual([
    'objects cannot be read or applied as example.com/v1beta1 any more, as Widget shop/web is; ' +
      'first store them all in another version, or the API server refuses',
  ]);
});

test('lets objects be stored in a version that is listed, but not served any more', () => {
  const later = definition(version('v1', false, false), version('v2', true, true));
  expect(messages([definition(version('v1', true, true))], [later])).toEqual([
    'objects cannot be read or applied as example.com/v1 any more',
  ]);
});

test('says nothing of a version that comes', () => {
  expect(messages([definition(version('v1'))], [definition(version('v1'), version('v2'))])).toEqual([]);
});

test('says that a version goes in which objects are stored, though none is served in it', () => {
  expect(
    messages([definition(version('v1beta1', false, true), version('v1'))], [definition(version('v1', true, true))]),
  ).toEqual([
    'objects are stored as example.com/v1beta1, which goes; first store them all in another version, or the API server refuses',
  ]);
  expect(messages([definition(version('v1alpha1', false), version('v1'))], [definition(version('v1'))])).toEqual([]);
});

test('reads the single version of a definition of v1beta1', () => {
  const single = (name: string): KubernetesManifest => ({
    ...object('CustomResourceDefinition', { spec: { group: 'example.com', names: { kind: 'Widget' }, version: name } }),
    apiVersion: 'apiextensions.k8s.io/v1beta1',
  });
  expect(messages([single('v1alpha1')], [single('v1')])).toHaveLength(1);
  expect(messages([single('v1')], [definition(version('v1', true, true))])).toEqual([]);
});
