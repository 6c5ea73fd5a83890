import {
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { FindingsError } from '../findings/findings-error';
import { unwritable } from '../findings/system-reason';

/**
 * Writes a file, and the folders that it is in, all of it or nothing. A symbolic link stays: the file that it names is written.
 * @throws FindingsError if it cannot be written; then it is as it was
 */
export function writeWholeFile(path: string, text: string): void {
  const suffix = `.new-${process.pid}`;
  let beside = `${path}${suffix}`;
  try {
    const file = linkedFile(path);
    beside = `${file}${suffix}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, text);
    renameSync(beside, file);
  } catch (error) {
    if (existsSync(beside)) rmSync(beside);
    throw new FindingsError([unwritable(path, error, 'write another file')]);
  }
}

/** Returns the path that a symbolic link leads to, whether there is a file or not; any other path as it is. */
function linkedFile(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return path;
  // Throws for links that lead to each other.
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return realpathSync(path);
  return linkedFile(resolve(dirname(path), readlinkSync(path)));
}
