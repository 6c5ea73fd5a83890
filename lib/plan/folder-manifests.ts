import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { canonicalManifest } from '../manifests/canonical-manifest';
import { FindingsError } from '../manifests/findings-error';
import { Manifest } from '../manifests/manifest';
import { parsedManifests, ReadManifest } from '../files/parsed-manifests';
import { systemReason } from '../files/system-reason';
import { committedFiles } from './git-files';

/** Which files of a folder count, by path and text. */
export type FileChoice = (path: string, text: string) => boolean;

// What `kubectl apply -f DIR` reads.
const extensions = ['.yaml', '.yml', '.json'];

/**
 * The objects of a folder, by the folder below it that they are in (empty for itself). The source is a folder, one file, or `COMMIT:PATH` for what
 * a git commit has there.
 * @throws FindingsError with everything that cannot be read
 */
export function folderManifests(
  source: string,
  isChosen: FileChoice = () => true,
): ReadonlyMap<string, readonly ReadManifest[]> {
  const findings: string[] = [];
  const folders = new Map<string, ReadManifest[]>();
  for (const [path, text] of [...sourceFiles(source)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // One file is read whatever it is called.
    if ((path !== '' && !extensions.includes(extname(path))) || !isChosen(path, text)) continue;
    const folder = dirname(path) === '.' ? '' : dirname(path);
    const manifests = parsedManifests(join(source, path), text, findings);
    folders.set(folder, [...(folders.get(folder) ?? []), ...manifests.filter((each) => isPlain(each, findings))]);
  }
  if (findings.length > 0) throw new FindingsError(findings);
  return folders;
}

/** The manifests alone. */
export function manifestsOf(read: readonly ReadManifest[] = []): Manifest[] {
  return read.map(({ manifest }) => manifest);
}

function sourceFiles(source: string): ReadonlyMap<string, string> {
  const committed = committedFiles(source);
  if (committed !== undefined) return committed;
  try {
    if (statSync(source).isFile()) return new Map([['', readFileSync(source, 'utf8')]]);
    return new Map(filesBelow(source, '').map((path) => [path, readFileSync(join(source, path), 'utf8')]));
  } catch (error) {
    throw new FindingsError([
      `[${source}] cannot be read: ${systemReason(error)}; write a folder, a file, or COMMIT:PATH such as HEAD:dist`,
    ]);
  }
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return extensions.includes(extname(path)) ? [path] : [];
    return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : filesBelow(root, path);
  });
}

function isPlain({ file, manifest }: ReadManifest, findings: string[]): boolean {
  try {
    canonicalManifest(manifest);
    return true;
  } catch (error) {
    findings.push(
      `[${file}] ${manifest.kind} ${manifest.metadata.name}: ${(error as Error).message}; write another value`,
    );
    return false;
  }
}
