import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { FindingsError } from '../findings/findings-error';
import { unwritable } from '../findings/system-reason';

/**
 * Writes a file, and the folders that it is in, all of it or nothing.
 * @throws FindingsError if it cannot be written; then it is as it was
 */
export function writeWholeFile(path: string, text: string): void {
  const beside = `${path}.new-${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    if (existsSync(beside)) rmSync(beside);
    throw new FindingsError([unwritable(path, error, 'write another file')]);
  }
}
