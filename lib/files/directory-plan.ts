import { Dirent } from 'node:fs';
import { join } from 'node:path';
import { Finding } from '../findings/finding';
import { FindingsError } from '../findings/findings-error';
import { KubernetesManifest } from '../manifests/manifest';
import { entriesOf, kustomizationFile, kustomizationName, manifestFile, ownText } from './manifest-file';
import { fileNames } from './file-names';

/** A directory and the objects for it. */
export interface ManifestDirectory {
  readonly directory: string;
  readonly manifests: readonly KubernetesManifest[];
  /** True if a file `Kustomization` lists the others. */
  readonly kustomization?: boolean;
}

/** A file that is not yet what the program renders. Files that this library did not write are not among them. */
export interface FileChange {
  readonly name: string;
  readonly action: 'written' | 'changed' | 'removed';
  /** The new text; empty for a file that is removed. */
  readonly text: string;
}

/** The changes after which a directory holds its objects: first the new files, then those that differ, then those to remove. */
export interface DirectoryPlan {
  readonly directory: string;
  readonly changes: readonly FileChange[];
  /** The number of files that are as they should be. */
  readonly unchanged: number;
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

function planDirectory(planned: ManifestDirectory, inTheWay: Finding[]): DirectoryPlan {
  const { directory } = planned;
  const present = new Map(entriesOf(directory).map((entry) => [entry.name, entry]));
  const written: FileChange[] = [];
  const changed: FileChange[] = [];
  let unchanged = 0;
  for (const [name, text] of filesOf(planned)) {
    const path = join(directory, name);
    const entry = present.get(name);
    present.delete(name);
    const before = entry?.isFile() === true ? ownText(path) : undefined;
    if (entry === undefined) written.push({ name, action: 'written', text });
    else if (before === undefined) inTheWay.push(obstacle(path, entry));
    else if (before === text) unchanged += 1;
    else changed.push({ name, action: 'changed', text });
  }
  const removed = [...present.values()]
    .filter((entry) => entry.isFile() && ownText(join(directory, entry.name)) !== undefined)
    .map(({ name }): FileChange => ({ name, action: 'removed', text: '' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { directory, changes: [...written, ...changed, ...removed], unchanged };
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
