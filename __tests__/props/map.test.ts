import { isMap } from '../../lib/props/map';

test.each([{}, { a: 1 }, Object.create(null) as unknown])('takes %p for a map', (value) => {
  expect(isMap(value)).toBe(true);
});

test.each([null, undefined, [], 'a', 1, true])('takes %p for none', (value) => {
  expect(isMap(value)).toBe(false);
});
