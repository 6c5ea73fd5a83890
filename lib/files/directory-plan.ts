import { Dirent } from 'node:fs';
import { join } from 'node:path';
import { Finding } from '../findings/finding';
import { FindingsError } from '../findings/findings-error';
import { Manifest } from '../manifests/manifest';
import { kustomizationFile, kustomizationName, manifestFile } from './manifest-file';
import { fileNames } from './file-names';
import { entriesOf, ownText } from './read-files';

/** A directory and the objects for it. */
export interface ManifestDirectory {
  readonly directory: string;
  readonly manifests: readonly Manifest[];
  /** True if a file `Kustomization` lists the others. */
  readonly kustomization?: boolean;
}

/** The changes after which a directory holds its objects, by file name. Files that this library did not write are not among them. */
export interface DirectoryPlan {
  readonly directory: string;
  /** New files and their text. */
  readonly written: ReadonlyMap<string, string>;
  /** Files whose text differs, and their new text. */
  readonly changed: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Compares directories with the objects for them. Only reads.
 * @throws FindingsError if a file of another author, or anything that is not a file, has the name of a file to write
 */
export function planDirectories(directories: readonly ManifestDirectory[]): DirectoryPlan[] {
  const inTheWay: Finding[] = [];
  const plans = directories.map((each) => planDirectory(each, inTheWay));
  if (inTheWay.length > 0) throw new FindingsError(inTheWay);
  return plans;
}

/** Tells whether a plan leaves its directory as it is. */
export function isUpToDate(plan: DirectoryPlan): boolean {
  return plan.written.size === 0 && plan.changed.size === 0 && plan.removed.length === 0;
}

function planDirectory(planned: ManifestDirectory, inTheWay: Finding[]): DirectoryPlan {
  const { directory } = planned;
  const present = new Map(entriesOf(directory).map((entry) => [entry.name, entry]));
  const written = new Map<string, string>();
  const changed = new Map<string, string>();
  const unchanged: string[] = [];
  for (const [name, text] of filesOf(planned)) {
    const path = join(directory, name);
    const entry = present.get(name);
    present.delete(name);
    if (entry === undefined) {
      written.set(name, text);
      continue;
    }
    const before = entry.isFile() ? ownText(path) : undefined;
    if (before === undefined) inTheWay.push(obstacle(path, entry));
    else if (before === text) unchanged.push(name);
    else changed.set(name, text);
  }
  const removed = [...present.values()]
    .filter((entry) => entry.isFile() && ownText(join(directory, entry.name)) !== undefined)
    .map((entry) => entry.name)
    .sort();
  return { directory, written, changed, removed, unchanged };
}

/** Returns the texts of a directory's files, in the order of their names. */
function filesOf({ manifests, kustomization = false }: ManifestDirectory): (readonly [name: string, text: string])[] {
  const files = [...fileNames(manifests)]
    .map(([manifest, name]) => [name, manifestFile(manifest)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (!kustomization || files.length === 0) return files;
  return [...files, [kustomizationName, kustomizationFile(files.map(([name]) => name))]];
}

function obstacle(path: string, entry: Dirent): Finding {
  return { path, code: 'cannot-write', want: `is in the way, ${described(entry)}`, write: 'move it or delete it' };
}

function described(entry: Dirent): string {
  if (entry.isDirectory()) return 'a directory';
  if (entry.isSymbolicLink()) return 'a symbolic link';
  return entry.isFile() ? 'a file that this program did not write' : 'not a regular file';
}
