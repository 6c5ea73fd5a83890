import { described } from './search';
import { slowSearches } from './searches';

test.each(slowSearches)('no agent breaks an invariant: $name', async ({ name, run }) => {
  expect(described({ name }, await run())).toMatch(/: \d+ states, \d+ transitions$/);
});
