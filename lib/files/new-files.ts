import { lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Finding } from '../findings/finding';
import { FindingsError } from '../findings/findings-error';
import { unreadable, unwritable } from '../findings/system-reason';

/**
 * Writes a file that is not there yet, and the folders that it is in.
 * @throws FindingsError if it cannot be written, or is there already; `write` is the advice of its finding
 */
export function writeNewFile(path: string, text: string, write = 'write another file'): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new FindingsError([unwritable(path, error, write)]);
  }
}

/** Returns a finding for each file that cannot be created in a directory because its path is taken. */
export function takenPaths(directory: string, paths: readonly string[]): Finding[] {
  const taken = new Set(paths.flatMap((path) => takenPath(directory, path) ?? []));
  const write = 'move it, or name another directory';
  return [...taken].map((path) => ({ path, code: 'conflict', want: 'exists, and is not overwritten', write }));
}

/**
 * Creates files, by their paths below a directory, and the directories that they are in: all of them or none.
 * @throws FindingsError if one exists or cannot be written; then those before it are removed
 */
export function writeNewFiles(directory: string, files: Readonly<Record<string, string>>): void {
  const findings = takenPaths(directory, Object.keys(files));
  if (findings.length > 0) throw new FindingsError(findings);
  const written: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    try {
      writeNewFile(path, text, 'name another directory');
      written.push(path);
    } catch (error) {
      for (const other of written) rmSync(other);
      throw error;
    }
  }
}

/** Returns the path that blocks a file: its own, or that of a file that should be a directory; undefined if none does. */
function takenPath(directory: string, path: string): string | undefined {
  const full = join(directory, path);
  if (exists(full)) return full;
  for (let parent = dirname(full); parent !== dirname(parent); parent = dirname(parent))
    if (exists(parent)) return isDirectory(parent) ? undefined : parent;
  return undefined;
}

function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // A parent is a file.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw new FindingsError([unreadable(path, error)]);
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
