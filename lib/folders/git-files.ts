import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { FindingsError } from '../findings/findings-error';

const mostBytes = 256 * 1024 * 1024;

/** A folder or a file of a git commit. */
export interface CommitPath {
  readonly commit: string;
  readonly path: string;
}

/** Returns the commit and the path of a source that is written `COMMIT:PATH`; undefined for a file or folder on the disk. */
export function commitPath(source: string): CommitPath | undefined {
  const [, commit, path] = /^([^:]+):(.*)$/s.exec(source) ?? [];
  return commit === undefined || path === undefined || existsSync(source) ? undefined : { commit, path };
}

/**
 * Returns the texts of the files that a commit has in a folder and below it, by their paths from the folder; of a file, its own under the empty path.
 * Undefined if the commit has no such path. The commit is one of the repository that the path is in, from wherever the command runs.
 * @throws FindingsError if there is no git, no repository or no such commit
 */
export function gitFiles({ commit, path }: CommitPath): ReadonlyMap<string, string> | undefined {
  const directory = nearestDirectory(resolve(path));
  const git = (args: readonly string[], input?: string) => gitOutput(directory, args, input);
  // An option cannot be mistaken for a commit.
  const verified = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`]);
  if (verified === undefined)
    throw refusal(
      commit,
      'is no commit of a git repository here',
      'write one such as HEAD or origin/main, or a folder',
    );
  const prefix = (git(['rev-parse', '--show-prefix']) ?? '').toString().replace(/\n$/, '');
  const object = `${verified.toString().trim()}:${join(prefix, relative(directory, resolve(path))).replace(/^\.$|\/$/, '')}`;
  const file = git(['cat-file', 'blob', object]);
  if (file !== undefined) return new Map([['', file.toString()]]);
  const listing = git(['ls-tree', '-r', '-z', '--full-tree', object]);
  if (listing === undefined) return undefined;
  const files = [...listing.toString().matchAll(/100\d{3} blob ([0-9a-f]+)\t([^\0]+)\0/g)];
  const contents = git(['cat-file', '--batch'], files.map(([, id = '']) => `${id}\n`).join(''));
  return new Map(batched(contents ?? Buffer.alloc(0)).map((text, index) => [files[index]?.[2] ?? '', text]));
}

/**
 * Returns the files of a source that is written `COMMIT:PATH`, as `gitFiles` has them; undefined for a file or folder on the disk.
 * @throws FindingsError if there is no such commit, or no such path in it
 */
export function committedFiles(source: string): ReadonlyMap<string, string> | undefined {
  const wanted = commitPath(source);
  if (wanted === undefined) return undefined;
  const files = gitFiles(wanted);
  if (files === undefined)
    throw refusal(source, 'is not in the commit', `write a path that git ls-tree ${wanted.commit} lists`);
  return files;
}

/** Tells whether a folder is the root of a git repository's work tree. */
export function isRepositoryRoot(folder: string): boolean {
  return existsSync(join(folder, '.git'));
}

/** Returns the root of the repository that an absolute folder is in; undefined if it is in none. */
export function repositoryRoot(folder: string): string | undefined {
  if (isRepositoryRoot(folder)) return folder;
  return dirname(folder) === folder ? undefined : repositoryRoot(dirname(folder));
}

/**
 * Tells whether a source is written `COMMIT:PATH` and the commit does not have the path, as before the first commit of a folder.
 * @throws FindingsError if there is no such commit
 */
export function isAbsent(source: string): boolean {
  const wanted = commitPath(source);
  return wanted !== undefined && gitFiles(wanted) === undefined;
}

/** Returns the contents that `cat-file --batch` prints: a line `<id> blob <size>` before each, a line end after it. */
function batched(output: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < output.length;) {
    const start = output.indexOf('\n', at) + 1;
    const size = Number(output.toString('utf8', at, start).trim().split(' ')[2]);
    texts.push(output.toString('utf8', start, start + size));
    at = start + size + 1;
  }
  return texts;
}

/** Returns the directory on the disk that is the path, or that is nearest above it. */
function nearestDirectory(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : nearestDirectory(dirname(path));
}

/** Returns the output of git in a directory; undefined if it fails. */
function gitOutput(cwd: string, args: readonly string[], input = ''): Buffer | undefined {
  const { error, status, stdout } = spawnSync('git', args, { cwd, input, maxBuffer: mostBytes });
  if (error === undefined) return status === 0 ? stdout : undefined;
  throw refusal('git', `cannot be run, ${error.message}`, 'install it, or compare with a folder', 'unavailable');
}

function refusal(path: string, want: string, write: string, code = 'cannot-read'): FindingsError {
  return new FindingsError([{ path, code, want, write }]);
}
