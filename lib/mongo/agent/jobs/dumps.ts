import { closeSync, fsyncSync, openSync } from 'node:fs';
import { isDumpOf } from '../contract';

/** A day: a dump or snapshot that is not finished after it never will be. */
export const dayMilliseconds = 24 * 3600 * 1000;

/** Returns the set's dumps among file names, the oldest first. */
export function dumpsOf(set: string, files: readonly string[]): string[] {
  return files.filter((file) => isDumpOf(set, file)).sort();
}

/** Returns once a file or directory is on the disk. */
export function toDisk(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}
