import { field, listField, placed, placedItems, textField } from '../../lib/manifests/fields';

describe('fields', () => {
  test('gives the value at a path', () => {
    expect(field({ spec: { replicas: 3 } }, 'spec', 'replicas')).toBe(3);
    expect(textField({ metadata: { name: 'web' } }, 'metadata', 'name')).toBe('web');
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
