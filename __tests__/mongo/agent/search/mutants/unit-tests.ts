import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { moduleLoader } from './loader';
import { Mutant } from './mutants';

const room = join(__dirname, '../../decide');

// A verdict by chance would differ from the page at times. In their own runs, the properties have another seed each time.
fc.configureGlobal({ seed: 1 });

type Body = (...row: readonly unknown[]) => void;

/** Returns the title of the first unit test of `decide/` that a mutant fails; those of a table are the first to run. */
export function failedTest(mutant: Mutant): string | undefined {
  const rows: (readonly [title: string, body: () => void])[] = [];
  const others: typeof rows = [];
  const test = (title: string, body: () => void) => others.push([title, body]);
  const each = (table: readonly unknown[]) => (title: string, body: Body) => {
    for (const row of table) {
      const values = Array.isArray(row) ? (row as unknown[]) : [row];
      rows.push([
        title.replace('%s', String(values[0])),
        () => {
          body(...values);
        },
      ]);
    }
  };
  const files = readdirSync(room).filter((file) => file.endsWith('.test.ts') && !file.includes('.slow.'));
  const load = moduleLoader(mutant, { test: Object.assign(test, { each }), expect });
  for (const file of files) load(join(room, file));
  return [...rows, ...others].find(([, body]) => fails(body))?.[0];
}

function fails(body: () => void): boolean {
  try {
    body();
    return false;
  } catch {
    return true;
  }
}
