import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Tells whether a folder is the root of a git repository's work tree. */
export function isRepositoryRoot(folder: string): boolean {
  return existsSync(join(folder, '.git'));
}

/** Returns the root of the repository that an absolute folder is in; undefined if it is in none. */
export function repositoryRoot(folder: string): string | undefined {
  if (isRepositoryRoot(folder)) return folder;
  return dirname(folder) === folder ? undefined : repositoryRoot(dirname(folder));
}
