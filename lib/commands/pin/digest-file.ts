import { existsSync, readFileSync } from 'node:fs';
import { writeWholeFile } from '../../files/whole-file';
import { Finding } from '../../findings/finding';
import { FindingsError } from '../../findings/findings-error';
import { quoted } from '../../findings/problem';
import { unreadable } from '../../findings/system-reason';
import { digestProblem, shortDigest, undigestedProblem } from '../../kubernetes/image';
import { isMap } from '../../props/map';
import { Digests } from './rendered-images';

const remove = 'correct it, or remove it: pin then writes the digests that are rendered';

/**
 * Returns the digests in a file; undefined if it does not exist.
 * @throws FindingsError if the file holds something else
 */
export function readDigests(path: string): Digests | undefined {
  if (!existsSync(path)) return undefined;
  const value = parsedFile(path);
  const wrong = { path, code: 'cannot-read', write: remove };
  if (!isMap(value))
    throw new FindingsError([{ ...wrong, want: 'must be an object of digests by image', got: 'something else' }]);
  const findings = Object.entries(value).flatMap(([image, digest]) => {
    const text = typeof digest === 'string' ? digest : '';
    const problem = undigestedProblem(image) ?? digestProblem(text);
    return problem === undefined ? [] : [{ ...problem, path, at: `[${quoted(image)}]`, code: 'cannot-read' }];
  });
  if (findings.length > 0) throw new FindingsError(findings);
  return value as Digests;
}

/**
 * Writes digests, sorted by image.
 * @throws FindingsError if the file cannot be written
 */
export function writeDigests(path: string, digests: Digests): void {
  writeWholeFile(path, `${JSON.stringify(sorted(digests), undefined, 2)}\n`);
}

function sorted(digests: Digests): Digests {
  return Object.fromEntries(Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** An image whose digest is another one than before; undefined for an image without one. */
interface DigestChange {
  readonly image: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Returns the differences between two files, in the order of the images. */
export function digestChanges(before: Digests, after: Digests): readonly DigestChange[] {
  return Object.keys(sorted({ ...before, ...after }))
    .map((image) => ({ image, before: before[image], after: after[image] }))
    .filter((change) => change.before !== change.after);
}

/** Returns the text after a run: how many digests are new, and a line for each that differs. */
export function changesText(path: string, changes: readonly DigestChange[], digests: Digests): string {
  const added = changes.filter(({ before }) => before === undefined).length;
  const removed = changes.filter(({ after }) => after === undefined).length;
  const changed = changes.length - added - removed;
  const unchanged = Object.keys(digests).length - added - changed;
  const lines = changes.map(({ image, before, after }) => {
    if (before === undefined) return `  + ${image}  ${shown(after)}\n`;
    return after === undefined ? `  - ${image}\n` : `  ~ ${image}  ${shown(before)} → ${shown(after)}\n`;
  });
  return `${path}: ${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged\n${lines.join('')}`;
}

/** Returns the findings of a file that lacks digests, or has old or needless ones. */
export function outdatedDigests(path: string, changes: readonly DigestChange[]): Finding[] {
  return changes.map(({ image, before, after }) => ({
    path,
    file: path,
    at: `[${quoted(image)}]`,
    code: 'out-of-date',
    want: after === undefined ? 'must not be there, since no pod has the image' : `must be ${shown(after)}`,
    got: after === undefined ? undefined : before === undefined ? 'no digest' : shown(before),
    write: 'run without --check and commit the result',
  }));
}

function shown(digest: string | undefined): string {
  return shortDigest(digest ?? '');
}

function parsedFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new FindingsError([unreadable(path, error, 'make it readable, or name another file with --file')]);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new FindingsError([{ path, code: 'cannot-read', want: 'is not JSON', write: remove }]);
  }
}
