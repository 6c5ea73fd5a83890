import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { FindingsError } from '../findings/findings-error';
import { unreadable } from '../findings/system-reason';
import { commitPath, gitFiles } from './git-files';
import { isRepositoryRoot } from './repository-root';

/** A file that was found, by the path that a message names. */
export interface NearestFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Returns a search for the nearest file of a name: in the folder of a path or in one above it, up to the root of the git repository. For
 * `COMMIT:PATH` it is a file of the commit. Each folder is read once.
 * @throws FindingsError if the file cannot be read
 */
export function nearestFiles(name: string): (path: string) => NearestFile | undefined {
  const known = new Map<string, NearestFile | undefined>();
  const nearest = (folder: string, commit: string | undefined): NearestFile | undefined => {
    const key = `${commit ?? ''}:${folder}`;
    if (!known.has(key)) {
      const isLast = dirname(folder) === folder || isRepositoryRoot(folder);
      const own = ownFile(join(folder, name), commit);
      known.set(key, own ?? (isLast ? undefined : nearest(dirname(folder), commit)));
    }
    return known.get(key);
  };
  return (path) => {
    const committed = commitPath(path);
    const whole = resolve(committed?.path ?? path);
    const isFolder = committed === undefined && statSync(whole, { throwIfNoEntry: false })?.isDirectory() === true;
    return nearest(isFolder ? whole : dirname(whole), committed?.commit);
  };
}

function ownFile(file: string, commit: string | undefined): NearestFile | undefined {
  const shown = relative('', file);
  if (commit !== undefined) {
    const text = gitFiles({ commit, path: file })?.get('');
    return text === undefined ? undefined : { path: `${commit}:${shown}`, text };
  }
  if (!existsSync(file)) return undefined;
  try {
    return { path: shown, text: readFileSync(file, 'utf8') };
  } catch (error) {
    throw new FindingsError([unreadable(shown, error, 'make it readable, or move it away')]);
  }
}
