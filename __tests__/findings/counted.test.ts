import { counted } from '../../lib/findings/counted';

test.each([
  [0, '0 images'],
  [1, '1 image'],
  [2, '2 images'],
])('counts %d', (count, text) => {
  expect(counted(count, 'image')).toBe(text);
});
