import { readFileSync } from 'node:fs';
import { updatedFile } from '../../../updated-file';
import { proofPage, searchesTable, withPart } from './page';
import { described, Found } from './search';
import { searches, slowSearches } from './searches';

const found: (Found & { readonly name: string })[] = [];

test.each([...searches, ...slowSearches])('no agent breaks an invariant: $name', async ({ name, run }) => {
  const result = await run();
  found.push({ name, ...result });
  expect(described({ name }, result)).toMatch(/: \d+ states, \d+ transitions$/);
});

test('the page has the size of every search', () => {
  const expected = withPart(readFileSync(proofPage, 'utf8'), 'searches', searchesTable(found));
  expect(updatedFile(proofPage, expected)).toBe(expected);
});
