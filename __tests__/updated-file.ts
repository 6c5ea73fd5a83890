import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What a file that shows rendered output says; with `UPDATE=1` it is written anew first, for a person to read the difference. */
export function updatedFile(path: string, rendered: string): string {
  if (process.env.UPDATE === '1') writeFileSync(path, rendered);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
