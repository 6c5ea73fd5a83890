import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { FindingsError } from '../findings/findings-error';
import { unwritable } from '../findings/system-reason';

/**
 * Writes a file that is not there yet, and the folders that it is in.
 * @throws FindingsError if it cannot be written, or is there already
 */
export function writeNewFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new FindingsError([unwritable(path, error, 'write another file')]);
  }
}
