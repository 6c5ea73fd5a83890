import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './environment';
import { run } from './kubectl';

/** What one scenario measured, in seconds. */
export interface Figures {
  readonly scenario: string;
  /** The longest time without an acknowledged write, and how many failed; undefined where no writer was there. */
  readonly writes?: { readonly gap: number; readonly failed: number };
  /** From the disturbance to a healthy set. */
  readonly healthy: number;
}

const page = join(repository, 'docs', 'mongo-resilience.md');

/** Prints the figures; with E2E_WRITE_DOCS=1 it also puts them into the page's tables. */
export async function publish(figures: readonly Figures[], atRest?: string): Promise<void> {
  const rows = [...figures.map(cells), ...(atRest === undefined ? [] : [['this set', atRest]])];
  console.log(rows.map((row) => row.join(' | ')).join('\n'));
  if (process.env['E2E_WRITE_DOCS'] !== '1') return;
  writeFileSync(page, withRows(readFileSync(page, 'utf8'), rows));
  await run('npx', ['prettier', '--write', page]);
}

/** The page with these cells in the rows that begin with the same one; a new row comes to the end of the first table. */
export function withRows(text: string, rows: readonly (readonly string[])[]): string {
  const lines = text.split('\n');
  for (const row of rows) {
    const at = lines.findIndex((line) => rowCells(line)[0] === row[0]);
    const others = at === -1 ? ['–', '–'] : rowCells(lines[at] ?? '').slice(row.length);
    const line = `| ${[...row, ...others].join(' | ')} |`;
    if (at === -1) lines.splice(endOfFirstTable(lines), 0, line);
    else lines[at] = line;
  }
  return lines.join('\n');
}

function cells({ scenario, writes, healthy }: Figures): string[] {
  const measured = writes === undefined ? ['–', '–'] : [`${writes.gap.toFixed(1)} s`, String(writes.failed)];
  return [scenario, ...measured, `${healthy.toFixed(0)} s`];
}

function rowCells(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function endOfFirstTable(lines: readonly string[]): number {
  const start = lines.findIndex((line) => line.startsWith('|'));
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return length === -1 ? lines.length : start + length;
}
