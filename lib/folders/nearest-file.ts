import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { FindingsError } from '../findings/findings-error';
import { unreadable } from '../findings/system-reason';
import { commitPath, gitFiles, isRepositoryRoot } from './git-files';

/** A file that was found, by the path that a message names: absolute if the path that it is for is. */
export interface NearestFile {
  readonly path: string;
  readonly text: string;
}

/** The text of a file on the disk or in a commit; undefined if there is no such file. */
type Reader = (file: string) => string | undefined;

/**
 * Returns a search for the nearest file of a name: in the folder of a path or in one above it, up to the root of the git repository. For
 * `COMMIT:PATH` it is a file of the commit. Each folder is read once.
 * @throws FindingsError if the file cannot be read
 */
export function nearestFiles(name: string): (path: string) => NearestFile | undefined {
  const known = new Map<string, NearestFile | undefined>();
  const nearest = (folder: string, place: string, read: Reader): NearestFile | undefined => {
    const key = `${place}:${folder}`;
    if (!known.has(key)) {
      const path = join(folder, name);
      const text = read(path);
      const isLast = dirname(folder) === folder || isRepositoryRoot(folder);
      known.set(key, text !== undefined ? { path, text } : isLast ? undefined : nearest(dirname(folder), place, read));
    }
    return known.get(key);
  };
  return (path) => {
    const committed = commitPath(path);
    const shown = (file: string): string => (isAbsolute(committed?.path ?? path) ? file : relative('', file));
    const whole = resolve(committed?.path ?? path);
    if (committed === undefined) {
      const isFolder = statSync(whole, { throwIfNoEntry: false })?.isDirectory() === true;
      const found = nearest(isFolder ? whole : dirname(whole), '', (file) => textOnDisk(file, shown(file)));
      return found && { ...found, path: shown(found.path) };
    }
    const { commit } = committed;
    const found = nearest(dirname(whole), commit, (file) => gitFiles({ commit, path: file })?.get(''));
    return found && { ...found, path: `${commit}:${shown(found.path)}` };
  };
}

function textOnDisk(file: string, shown: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new FindingsError([unreadable(shown, error, 'make it readable, or move it away')]);
  }
}
