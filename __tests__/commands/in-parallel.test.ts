import { inParallel } from '../../lib/commands/in-parallel';

test('does six things at a time, and returns the results in the order of the things', async () => {
  let [running, most] = [0, 0];
  const work = async (item: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    // The first ones end last.
    for (let turn = item; turn < 8; turn += 1) await Promise.resolve();
    running -= 1;
    return item * 10;
  };
  expect(await inParallel([0, 1, 2, 3, 4, 5, 6, 7], work)).toEqual([0, 10, 20, 30, 40, 50, 60, 70]);
  expect(most).toBe(6);
  expect(await inParallel([], work)).toEqual([]);
});
