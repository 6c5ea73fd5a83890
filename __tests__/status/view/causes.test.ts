import { causes } from '../../../lib/status/view/causes';

test('nothing is definite by chance: at once, after a minute or more, or never', () => {
  const some = Object.values(causes).map(({ patience }) => patience);
  expect(some.filter((seconds) => seconds !== 0 && seconds < 60)).toEqual([]);
  expect(new Set(Object.values(causes).map(({ about }) => about)).size).toBe(some.length);
});
