import { Dirent, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { FindingsError } from '../findings/findings-error';
import { isManifestFile, kustomizationName } from './manifest-file';
import { unreadable } from './system-reason';

/**
 * What a directory holds; nothing if it is not there.
 * @throws FindingsError if it cannot be read
 */
export function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new FindingsError([unreadable(directory, error)]);
  }
}

/**
 * The text of a file if this library wrote it, undefined for anybody else's.
 * @throws FindingsError if it cannot be read
 */
export function ownText(path: string): string | undefined {
  if (!path.endsWith('.yaml') && basename(path) !== kustomizationName) return undefined;
  try {
    const text = readFileSync(path, 'utf8');
    return isManifestFile(path, text) ? text : undefined;
  } catch (error) {
    throw new FindingsError([unreadable(path, error)]);
  }
}
