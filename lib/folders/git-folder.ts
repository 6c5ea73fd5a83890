import { spawnSync } from 'node:child_process';
import { isAbsolute, relative } from 'node:path';
import { FindingsError } from '../manifests/findings-error';

const mostBytes = 256 * 1024 * 1024;

/**
 * The files that a git commit has in a folder and below it: their texts under their paths from the folder. None if the commit
 * does not have the folder.
 * @throws FindingsError if there is no git, no repository or no such commit
 */
export function gitFolder(commit: string, folder: string): ReadonlyMap<string, string> {
  // An option cannot be mistaken for a commit.
  const verified = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`], '');
  if (verified === undefined)
    throw new FindingsError([
      `[${commit}] is no commit of a git repository here; write one such as HEAD or origin/main, or a folder`,
    ]);
  const path = isAbsolute(folder) ? relative(process.cwd(), folder) : folder;
  const listing = git(['ls-tree', '-r', '-z', `${verified.toString().trim()}:./${path}`], '');
  if (listing === undefined) return new Map();
  const files = [...listing.toString().matchAll(/100\d{3} blob ([0-9a-f]+)\t([^\0]+)\0/g)];
  const contents = git(['cat-file', '--batch'], files.map(([, id = '']) => `${id}\n`).join(''));
  return new Map(batched(contents ?? Buffer.alloc(0)).map((text, index) => [files[index]?.[2] ?? '', text]));
}

/** The contents of `cat-file --batch`: a line `<id> blob <size>` before each, a line end after it. */
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

/** What git printed; undefined if it says no. */
function git(args: readonly string[], input: string): Buffer | undefined {
  const { error, status, stdout } = spawnSync('git', args, { input, maxBuffer: mostBytes });
  if (error !== undefined)
    throw new FindingsError([`[git] cannot be run, ${error.message}; install it, or compare with a folder`]);
  return status === 0 ? stdout : undefined;
}
