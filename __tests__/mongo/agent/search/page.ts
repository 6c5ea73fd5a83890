import { join } from 'node:path';
import { Found } from './search';
import { Mutant } from './mutants/mutants';
import { Verdict } from './mutants/verdicts';

/** The page of the tables. */
export const proofPage = join(__dirname, '../../../../docs/mongo-proof.md');

/** A mutant, what catches it, and for one that nothing catches the reason why it is the same as the original. */
export interface Row {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  readonly reason?: string;
}

/** Returns a part of the page with a text in its place, which is between two comments of this name. */
export function withPart(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name}: npm run update -->`, `<!-- end of ${name} -->`];
  const [before = '', rest = ''] = page.split(start);
  const [, after = ''] = rest.split(end);
  return `${before}${start}\n<!-- prettier-ignore-start -->\n\n${text}\n<!-- prettier-ignore-end -->\n${end}${after}`;
}

/** Returns the table of the searches. */
export function searchesTable(found: readonly (Found & { readonly name: string })[]): string {
  const rows = found.map(({ name, states, transitions }) => [name, `${states}`, `${transitions}`]);
  return table([['search', 'states', 'transitions'], ...rows]);
}

/** Returns the table of the mutants. */
export function mutantsTable(rows: readonly Row[]): string {
  const cells = rows.map(({ mutant, verdict, reason = 'nothing' }) => [
    ...mutantCells(mutant),
    caughtBy(verdict) ?? reason,
  ]);
  return table([['in', 'guard', 'becomes', 'what catches it'], ...cells]);
}

/** Returns the cells that name a mutant. */
export function mutantCells({ place, guard, becomes }: Mutant): string[] {
  return [place, code(guard), becomes === '' ? '(removed)' : code(becomes)];
}

function caughtBy(verdict: Verdict): string | undefined {
  if (!verdict) return undefined;
  if ('test' in verdict) return `test: ${cell(verdict.test)}`;
  const { search, broken, steps } = verdict;
  return `search: **${cell(broken)}**, after ${steps} steps of _${search}_`;
}

function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return cell(`${fence}${fence === '``' ? ' ' : ''}${text}${fence === '``' ? ' ' : ''}${fence}`);
}

function cell(text: string): string {
  return text.trim().replaceAll('|', '\\|');
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
