import { groupedBy, isMap, unique, without } from '../../lib/props/map';

test.each([{}, { a: 1 }, Object.create(null) as unknown])('takes %p for a map', (value) => {
  expect(isMap(value)).toBe(true);
});

test.each([null, undefined, [], 'a', 1, true])('takes %p for none', (value) => {
  expect(isMap(value)).toBe(false);
});

test('groups items by their keys, in the order in which the keys come', () => {
  const words = ['ab', 'b', 'c'];
  expect([...groupedBy(words, (word) => word.split(''))]).toEqual([
    ['a', ['ab']],
    ['b', ['ab', 'b']],
    ['c', ['c']],
  ]);
});

test('leaves out items that are there already, in the order in which they first come', () => {
  expect(unique([{ a: 1 }, { a: 2 }, { a: 1 }, { a: 1, b: 1 }])).toEqual([{ a: 1 }, { a: 2 }, { a: 1, b: 1 }]);
  expect(unique([])).toEqual([]);
});

test('takes items away as often as the other list has them', () => {
  expect(without([1, 1, 1, 2], [1, 2, 3])).toEqual([1, 1]);
});
