import { definitionsIn, definitionsOf } from '../../../lib/manifests/definitions/custom-definitions';
import { object } from '../../manifests';

/** The definition of a Widget with these versions. */
function definition(versions: readonly object[], spec: object = {}, apiVersion = 'apiextensions.k8s.io/v1') {
  const names = { kind: 'Widget', plural: 'widgets' };
  const all = { group: 'example.com', scope: 'Cluster', names, versions, ...spec };
  return { ...object('CustomResourceDefinition', { spec: all }), apiVersion };
}

const schema = {
  openAPIV3Schema: { type: 'object', required: ['spec', 'status'], properties: { spec: { type: 'object' } } },
};
const widget = { ...object('Widget'), apiVersion: 'example.com/v2' };

test('finds the definition of a kind, whatever its version', () => {
  const definitions = definitionsIn([object('ConfigMap'), definition([{ name: 'v1', served: true, schema }])]);
  expect(definitionsOf(widget, definitions)).toMatchObject([{ group: 'example.com', scope: 'Cluster' }]);
  expect(definitionsOf({ ...widget, apiVersion: 'other.example.com/v1' }, definitions)).toEqual([]);
});

test('has the served versions alone, also without a schema', () => {
  const versions = [
    { name: 'v1', served: true, schema },
    { name: 'v1beta1', served: true },
    { name: 'v1alpha1', served: false, schema },
  ];
  const served = definitionsOf(widget, definitionsIn([definition(versions)]))[0]?.served;
  expect([...(served ?? [])].map(([name, type]) => [name, type?.name])).toEqual([
    ['v1', 'Widget'],
    ['v1beta1', undefined],
  ]);
});

test('asks for no status that has a place of its own, and leaves the metadata to the metadata of all objects', () => {
  const versions = [{ name: 'v2', served: true, schema, subresources: { status: {} } }];
  const type = definitionsOf(widget, definitionsIn([definition(versions)]))[0]?.served.get('v2');
  expect(type?.required).toEqual(['spec']);
  expect(['metadata', 'status', 'apiVersion'].map((name) => type?.fields.get(name))).toEqual(
    Array(3).fill({ is: 'any' }),
  );
});

test('has all definitions of a kind, but those in a version that the API server does not serve any more', () => {
  const [first, second] = ['v1', 'v2'].map((name) => definition([{ name, served: true, schema }]));
  const old = definition([], {}, 'apiextensions.k8s.io/v1beta1');
  const found = definitionsOf(widget, definitionsIn([first ?? old, second ?? old, old]));
  expect(found.map(({ served }) => [...served.keys()])).toEqual([['v1'], ['v2']]);
});
