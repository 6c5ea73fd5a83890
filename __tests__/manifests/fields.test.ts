import { field, listField, textField, textsIn } from '../../lib/manifests/fields';

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

test('finds every text with its path', () => {
  const value = { kind: 'Service', spec: { ports: [{ name: 'http', port: 80 }, 'x'] }, none: null };
  expect([...textsIn(value)]).toEqual([
    ['kind', 'Service'],
    ['spec.ports[0].name', 'http'],
    ['spec.ports[1]', 'x'],
  ]);
});
