import { load } from 'js-yaml';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { settingsFile } from '../checks/check-settings';
import { kubectlSchema } from '../files/kubectl-yaml';
import { FindingsError } from '../findings/findings-error';
import { unreadable } from '../findings/system-reason';
import { committedFiles } from './git-files';

/** The texts of files by their paths from the source, each read when it is needed. The path of a source that is one file is empty. */
export type SourceFiles = ReadonlyMap<string, () => string>;

// What `kubectl apply -f DIR` reads.
const extensions = ['.yaml', '.yml', '.json'];

/**
 * Returns the files of a source: a folder, one file, or `COMMIT:PATH` for either of a git commit.
 * @throws FindingsError if it cannot be read
 */
export function sourceFiles(source: string, recursive: boolean): SourceFiles {
  const committed = committedFiles(source);
  if (committed !== undefined) return new Map([...committed].map(([path, text]) => [path, () => text]));
  try {
    const paths = statSync(source).isFile() ? [''] : filesBelow(source, '', recursive);
    return new Map(paths.map((path) => [path, () => readFileSync(join(source, path), 'utf8')]));
  } catch (error) {
    throw new FindingsError([unreadable(source, error, 'write a folder, a file, or COMMIT:PATH such as HEAD:dist')]);
  }
}

function filesBelow(root: string, folder: string, recursive: boolean): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return recursive && !isLeftOut(entry.name) ? filesBelow(root, path, recursive) : [];
  });
}

function isLeftOut(folderName: string): boolean {
  return folderName.startsWith('.') || folderName === 'node_modules';
}

/** Tells whether a file is read as manifests, by its path from the source. One file is read whatever it is called. */
export function isRead(path: string, recursive: boolean): boolean {
  const isManifest = extensions.includes(extname(path)) && basename(path) !== settingsFile;
  return (path === '' || isManifest) && isReadFolder(folderOf(path), recursive);
}

/** Tells whether the files of a folder are read. Hidden folders and node_modules are left out. */
export function isReadFolder(folder: string, recursive: boolean): boolean {
  return (recursive || folder === '') && !folder.split('/').some(isLeftOut);
}

/** Returns the path of a file by which messages call it. `HEAD:` is the folder in which the command runs. */
export function fileIn(source: string, path: string): string {
  return source.endsWith(':') ? `${source}${path}` : join(source, path);
}

/** Returns the folder of a path from the source; empty for the source itself. */
export function folderOf(path: string): string {
  return path === '' || dirname(path) === '.' ? '' : dirname(path);
}

/** Returns the value of a file in YAML; undefined if it is empty, cannot be read or is not YAML. */
export function yamlValue(text: () => string): unknown {
  try {
    return load(text(), { schema: kubectlSchema });
  } catch {
    return undefined;
  }
}
