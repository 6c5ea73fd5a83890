import { Remainder } from '../../../lib/adopt/source/remainder';

test('what is taken is gone with the maps that are empty then, and the source stays as it was', () => {
  const source = { a: { b: { c: 1 }, d: 2 }, e: [3] };
  const rest = new Remainder(source);
  expect([rest.take('a', 'b', 'c'), rest.take('a', 'x', 'y'), rest.see('a', 'd')]).toEqual([1, undefined, 2]);
  expect(rest.left).toEqual({ a: { d: 2 }, e: [3] });
  rest.put(null, 'f', 'g');
  rest.take('a', 'd');
  rest.take('e');
  expect(rest.left).toEqual({ f: { g: null } });
  rest.take('f', 'g');
  expect(rest.left).toBeUndefined();
  expect(source).toEqual({ a: { b: { c: 1 }, d: 2 }, e: [3] });
});
