import { searches } from '../searches';
import { equivalents } from './equivalents';
import { mutantCode } from './loader';
import { mutants } from './mutants';
import { failedTest } from './unit-tests';

const all = mutants();

test('each change that is told to make no difference is one of a guard of decide/', () => {
  const known = new Set(all.map(({ place, guard, becomes }) => JSON.stringify([place, guard, becomes])));
  const unknown = equivalents.filter(
    ({ place, guard, becomes }) => !known.has(JSON.stringify([place, guard, becomes])),
  );
  expect(unknown).toEqual([]);
});

test('an agent that removes members in the order of their ordinals alone is caught, by a search and by a unit test', async () => {
  const mutant = all.find(({ guard, becomes }) => guard === 'lost.length > 0' && becomes === 'false');
  const search = searches.find(({ name }) => name === 'from 3 to 1, a pod that is not drained in time');
  const found = mutant && (await search?.run(mutantCode(mutant)));
  expect(found?.broken).toBe('no rest: a cycle without progress');
  expect(mutant && failedTest(mutant)).toBe(
    'removes a surplus member that does not answer before one that does, which is needed for it',
  );
}, 300_000);
