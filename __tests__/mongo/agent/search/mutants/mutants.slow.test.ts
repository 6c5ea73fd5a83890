import { readFileSync } from 'node:fs';
import { updatedFile } from '../../../../updated-file';
import { mutantCells, mutantsTable, proofPage, Row, withPart } from '../page';
import { equivalents } from './equivalents';
import { Mutant, mutants } from './mutants';
import { recordedSearches, verdictOn } from './verdicts';

function reasonFor({ place, guard, becomes }: Mutant): string | undefined {
  const found = equivalents.find((one) => one.place === place && one.guard === guard && one.becomes === becomes);
  return found && `no difference: ${found.reason}`;
}

test('every changed guard of decide/ is caught, or makes no difference for a reason; the page has the table', async () => {
  const recorded = await recordedSearches();
  const rows: Row[] = [];
  for (const mutant of mutants())
    rows.push({ mutant, verdict: await verdictOn(mutant, recorded), reason: reasonFor(mutant) });
  const free = rows.filter(({ verdict, reason }) => !verdict && !reason);
  expect(free.map(({ mutant }) => mutantCells(mutant).join(' '))).toEqual([]);
  expect(
    rows.filter(({ verdict, reason }) => verdict && reason).map(({ mutant }) => mutantCells(mutant).join(' ')),
  ).toEqual([]);
  const expected = withPart(readFileSync(proofPage, 'utf8'), 'mutants', mutantsTable(rows));
  expect(updatedFile(proofPage, expected)).toBe(expected);
}, 1_800_000);
