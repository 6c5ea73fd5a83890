import { canonicalManifest } from '../../lib/manifests/canonical-manifest';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { object } from '../manifests';

const custom = (fields: Record<string, unknown>): KubernetesManifest => ({
  ...object('Thing', fields),
  apiVersion: 'example.com/v1',
});

test('orders keys: what the object is first, then names, then by code unit', () => {
  const rendered = {
    spec: { b: 1, Z: 2, name: 'n', a: { value: 1, name: 'x' }, ä: 3 },
    kind: 'Thing',
    data: {},
    metadata: { namespace: 'shop', labels: { b: '1', a: '2' }, name: 'web' },
    apiVersion: 'example.com/v1',
  };
  expect(JSON.stringify(canonicalManifest(rendered))).toBe(
    '{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"web","namespace":"shop","labels":{"a":"2","b":"1"}},' +
      '"data":{},"spec":{"name":"n","Z":2,"a":{"name":"x","value":1},"b":1,"ä":3}}',
  );
});

test('drops what is null or undefined, in maps and in lists', () => {
  expect(canonicalManifest(custom({ spec: { a: null, b: undefined, c: [null, 1] } })).spec).toEqual({ c: [1] });
});

test.each([
  ['an empty list', 'Pod', { spec: { volumes: [], hostNetwork: false } }, { spec: { hostNetwork: false } }],
  [
    'rules that let nothing through',
    'NetworkPolicy',
    { spec: { podSelector: {}, ingress: [] } },
    { spec: { podSelector: {} } },
  ],
  ['labels', 'Pod', { spec: { x: { labels: {}, a: 1 } } }, { spec: { x: { a: 1 } } }],
  [
    'requests',
    'Pod',
    { spec: { resources: { requests: {}, limits: { cpu: '1' } } } },
    { spec: { resources: { limits: { cpu: '1' } } } },
  ],
  ["a ConfigMap's data", 'ConfigMap', { data: {} }, {}],
  ["a Service's selector", 'Service', { spec: { selector: {}, type: 'ClusterIP' } }, { spec: { type: 'ClusterIP' } }],
])('drops %s, which the API server does not store', (_, kind, given, kept) => {
  expect(canonicalManifest(object(kind, given))).toEqual(object(kind, kept));
});

test.each([
  ['an emptyDir', 'Pod', { spec: { volumes: [{ name: 't', emptyDir: {} }] } }],
  [
    'a selector of all pods',
    'NetworkPolicy',
    { spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] } },
  ],
  ['a rule that lets everything in', 'NetworkPolicy', { spec: { podSelector: {}, ingress: [{}] } }],
  ['a selector of all namespaces', 'Thing', { spec: { namespaceSelector: {}, selector: {} } }],
  ['an empty text, zero and false', 'Pod', { spec: { a: '', b: 0, c: false } }],
  ['a default in a schema', 'CustomResourceDefinition', { spec: { default: {}, required: [] } }],
])('keeps %s, which says something', (_, kind, given) => {
  const { namespace, ...metadata } = object(kind).metadata;
  const expected = kind === 'CustomResourceDefinition' ? metadata : { namespace, ...metadata };
  expect(canonicalManifest(object(kind, given))).toEqual({ ...object(kind, given), metadata: expected });
});

test('keeps everything empty in a custom resource, whose definition may read it', () => {
  const given = { spec: { rules: [], labels: {}, selector: {} } };
  expect(canonicalManifest(custom(given))).toEqual(custom(given));
});

test('takes the namespace from an object that lives in none', () => {
  expect(canonicalManifest(object('ClusterRole')).metadata).toEqual({ name: 'web' });
});

test.each([
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [() => 1, 'a function'],
])('refuses %p, which is no YAML', (value, got) => {
  expect(() => canonicalManifest(object('Pod', { spec: { a: [{ b: value }] } }))).toThrow(
    `spec.a[0].b must be a string, a number, a boolean, a list or a map, got ${got}`,
  );
});

test('leaves the rendered object as it is', () => {
  const rendered = object('ClusterRole', { rules: [] });
  canonicalManifest(rendered);
  expect(rendered).toEqual(object('ClusterRole', { rules: [] }));
});

test('refuses an instance of a class, whose fields are not data', () => {
  expect(() => canonicalManifest(object('Pod', { spec: { since: new Date(0) } }))).toThrow(
    'spec.since must be plain data, got a Date',
  );
});
