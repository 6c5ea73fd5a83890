import {
  field,
  groupKind,
  listField,
  objectName,
  objectJson,
  placed,
  placedItems,
  referredName,
  numberField,
  textField,
} from '../../lib/manifests/manifest';

test('names an object by kind, namespace and name', () => {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'shop' } };
  expect(objectName(object)).toBe('Deployment shop/api');
  expect(objectName({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } })).toBe('Namespace shop');
});

describe('fields', () => {
  test('gives the value at a path', () => {
    expect(field({ spec: { replicas: 3 } }, 'spec', 'replicas')).toBe(3);
    expect(textField({ metadata: { name: 'web' } }, 'metadata', 'name')).toBe('web');
    expect(numberField({ spec: { replicas: 0 } }, 'spec', 'replicas')).toBe(0);
    expect(numberField({ spec: { replicas: '2' } }, 'spec', 'replicas')).toBeUndefined();
    expect(listField({ spec: { ports: [80] } }, 'spec', 'ports')).toEqual([80]);
  });

  test.each([undefined, null, 'text', 7, [{ a: 'x' }], {}, { a: null }, { a: 7 }, { a: { b: 'x' } }])(
    'gives no text and no items where the data is %j',
    (value) => {
      expect(textField(value, 'a')).toBeUndefined();
      expect(listField(value, 'a')).toEqual([]);
    },
  );
});

test('gives values with their paths', () => {
  const service = { path: [], value: { spec: { ports: [{ name: 'http' }, 'x'] } } };
  const ports = placedItems(service, 'spec', 'ports');
  expect(ports).toEqual([
    { path: ['spec', 'ports', 0], value: { name: 'http' } },
    { path: ['spec', 'ports', 1], value: 'x' },
  ]);
  expect(ports.map((port) => placed(port, 'name'))).toEqual([
    { path: ['spec', 'ports', 0, 'name'], value: 'http' },
    { path: ['spec', 'ports', 1, 'name'], value: undefined },
  ]);
});

test('names a kind with its group, and an object as references do', () => {
  const kinds = ['apps/v1', 'v1'].map((apiVersion) => groupKind({ apiVersion, kind: 'Deployment' }));
  expect(kinds).toEqual(['apps/Deployment', '/Deployment']);
  expect(referredName('Deployment', 'shop', 'api')).toBe('Deployment shop/api');
  expect(referredName('Namespace', undefined, 'shop')).toBe('Namespace /shop');
});

test('gives each object its own JSON', () => {
  const one = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } };
  const other = { ...one, kind: 'Secret' };
  expect([one, one, other, one].map(objectJson)).toEqual([one, one, other, one].map((each) => JSON.stringify(each)));
});
