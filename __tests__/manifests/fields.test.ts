import { field, listField, textField } from '../../lib/manifests/fields';

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
